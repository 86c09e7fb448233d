import type { Hint } from '#lib/api/types.js';

/** What is said about words of one kind that may tell who somebody is; the words stand behind it. */
const KINDS: Record<Exclude<Hint['kind'], 'small_crowd'>, [one: string, several: string]> = {
	name: ['A name', 'Names'],
	place: ['A place', 'Places'],
	school: ['A school or a place of work', 'Schools or places of work'],
	phone: ['A telephone number', 'Telephone numbers'],
	mail: ['An address or a profile', 'Addresses or profiles'],
	date: ['A date of birth', 'Dates of birth'],
	judging: [
		'A turn that may sound harsher than you mean it',
		'Turns that may sound harsher than you mean them',
	],
	copied: ['You wrote this before, under your own name', 'You wrote these before, under your own name'],
};

/** One line of a second look: what it is about, and her words. */
export interface Line {
	about: string;
	words: string[];
}

/** The hints by kind, each of her words once, in the order of the text. */
export function linesOf(hints: readonly Hint[]): Line[] {
	const found = new Map<keyof typeof KINDS, Set<string>>();
	for (const { kind, excerpt } of hints) {
		if (kind === 'small_crowd' || !excerpt) continue;
		found.set(kind, (found.get(kind) ?? new Set()).add(excerpt));
	}
	return [...found].map(([kind, words]) => ({
		about: KINDS[kind][words.size === 1 ? 0 : 1],
		words: [...words],
	}));
}

export const SECOND_LOOK = {
	before: 'Before you post as',
	telling: 'Only you see this. Somebody who knows you might know you by these words:',
	judging: 'One question, to you alone: would these words have helped you on your hardest evening?',
	reachable: 'Only you see this. Anybody could reach or find somebody by these words:',
	mask: 'Mask it',
	maskHint: 'Numbers, addresses, streets and schools become […]. You read it again before it is posted.',
	masked: 'Masked. Read it once more; then post it.',
	nothing: 'Nothing in your words stood out. How you write may still be known to somebody close to you.',
	few: 'Few people are here at the moment, so somebody may guess who you are.',
	free: 'You can post it as it is. Nothing about this was kept.',
	asItIs: 'Post as it is',
	change: 'Change it',
	again: 'Look it over',
} as const;
