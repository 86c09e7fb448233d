/** A place inside this site, or nothing: whatever else stands in `next` is not followed. */
export function safeNext(next: string | null | undefined): string | null {
	if (!next || !/^\/(?!\/)[\w\-./?=&%~#]*$/.test(next)) return null;
	return next;
}

/** The sign-in page that leads back to where somebody was. */
export function signInPath(url: { pathname: string; search: string }): string {
	const here = safeNext(url.pathname + withoutAction(url.search));
	return here && here !== '/' ? `/sign-in?next=${encodeURIComponent(here)}` : '/sign-in';
}

/** Form actions are named in the query (`?/reply`); nobody is led back into one. */
function withoutAction(search: string): string {
	return search.startsWith('?/') || search.includes('&/') ? '' : search;
}
