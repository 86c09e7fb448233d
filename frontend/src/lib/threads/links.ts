/** Posts on one page of a thread; the API's default. */
export const POSTS_A_PAGE = 20;

/** A thread's page; addresses hold opaque ids only. */
export function threadPath(thread: string): string {
	return `/t/${thread}`;
}

/** The page on which a post stands, down to the post. */
export function postPath(thread: string, number: number): string {
	const from = Math.floor((number - 1) / POSTS_A_PAGE) * POSTS_A_PAGE + 1;
	return `/t/${thread}${from > 1 ? `?from=${from}` : ''}#n${number}`;
}

/** A space's page, by its id: the address does not say what the space is about. */
export function spacePath(space: { id: string }): string {
	return `/s/${space.id}`;
}
