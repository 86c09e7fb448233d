import type { Draft } from '#lib/api/types.js';

/** A text that is not sent yet, as a line of a list. */
export interface Unsent {
	place: string;
	/** How it begins. */
	words: string;
	saved_at: string;
}

/** The beginnings of drafts; the rest stays where it is. */
export function beginnings(drafts: readonly Draft[]): Unsent[] {
	return drafts.map(({ place, title, body, saved_at }) => ({
		place,
		words: (title || body || '').slice(0, 140),
		saved_at,
	}));
}

/** Where a draft can be read, changed and sent. */
export function unsentPath(place: string): string {
	return place === 'new' ? '/write' : `/t/${place.replace(/^thread-/, '')}#reply`;
}
