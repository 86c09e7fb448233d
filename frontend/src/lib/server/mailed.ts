import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { fixed } from './session.js';

/** The token of the letter that was opened last, with the page it belongs to. */
const LETTER = '__Host-letter';
/** Seconds in which somebody presses the button of the page she opened. */
const PATIENCE = 30 * 60;

/** The pages that letters lead to with a token. */
export const LETTER_PAGES: ReadonlySet<string> = new Set([
	'/verify',
	'/reset',
	'/sign-in/link',
	'/letters/stop',
	'/letters/manage',
	'/letters/confirm',
]);

/** Where the token stands in the path itself: what stops letters is an address of the API, the others are pages. */
const IN_PATH =
	/^(?:\/api\/v1(?=\/letters\/stop\/)|(?!\/letters\/stop\/))(\/letters\/(?:stop|manage|confirm))\/([\w.~-]{1,512})$/;
const TOKEN = /^[\w.~-]{1,512}$/;

/**
 * Takes a mailed token out of the address before anything is drawn: into a cookie that no script
 * reads, and on to the same page without it. So it stays in no history, no address bar and no
 * Referer, with and without script. Gives nothing where the address has none.
 */
export function swapped({ url, request, cookies }: RequestEvent): Response | null {
	if (request.method !== 'GET' && request.method !== 'HEAD') return null;
	const [, page = url.pathname, token = url.searchParams.get('token')] = IN_PATH.exec(url.pathname) ?? [];
	if (!LETTER_PAGES.has(page) || token === null) return null;
	const kept = `${page} ${TOKEN.test(token) ? token : ''}`;
	return new Response(null, {
		status: 303,
		headers: {
			location: page,
			'set-cookie': cookies.serialize(LETTER, kept, { ...fixed, maxAge: PATIENCE }),
		},
	});
}

/** The token this page was opened with; empty where there is none, or where it was no token at all. */
export function mailedToken({ url, cookies }: Pick<RequestEvent, 'url' | 'cookies'>): string {
	const [page, token] = (cookies.get(LETTER) ?? '').split(' ');
	return page === url.pathname ? (token ?? '') : '';
}

/** Forgets it, once it is used or known to be no good. */
export function forgetMailed(cookies: Cookies): void {
	cookies.delete(LETTER, fixed);
}
