import { Shelf } from './shelf.js';

/** Characters of answers that are kept, at most: some megabytes. */
const ROOM = 8_000_000;
/** One answer may take this much of it. */
const LARGEST = 400_000;

/** What the API answered, under its tag. */
export interface Kept {
	tag: string;
	text: string;
}

/**
 * What the API answered to everybody with the same right. It is asked again each time and says whether it still holds, so nothing old
 * is shown; only the bytes stay here.
 */
export const answers = new Shelf<Kept>(ROOM, LARGEST, ({ text }) => text.length);

/**
 * The question as it is kept: what members see is another than what everybody sees. Nothing where the answer is not the same for all
 * who may read it.
 */
export function question(path: string, url: URL, signedIn: boolean): string | null {
	const same = /^\/(threads|columns)$|^\/threads\/[^/]+(\/posts)?$/.test(path);
	return same ? `${signedIn ? 'members' : 'everybody'} ${url.pathname}${url.search}` : null;
}
