import type { Hint } from '#lib/api/types.js';
import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** What is said about words of one kind that may tell who somebody is; the words stand behind it. */
const KINDS: Record<Exclude<Hint['kind'], 'small_crowd'>, readonly [one: string, several: string]> = lazy({
	name: [m.second_look_kinds_name, m.second_look_kinds_name_2],
	place: [m.second_look_kinds_place, m.second_look_kinds_place_2],
	school: [m.second_look_kinds_school, m.second_look_kinds_school_2],
	phone: [m.second_look_kinds_phone, m.second_look_kinds_phone_2],
	mail: [m.second_look_kinds_mail, m.second_look_kinds_mail_2],
	date: [m.second_look_kinds_date, m.second_look_kinds_date_2],
	judging: [m.second_look_kinds_judging, m.second_look_kinds_judging_2],
	copied: [m.second_look_kinds_copied, m.second_look_kinds_copied_2],
});

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

export const SECOND_LOOK = lazy({
	before: m.second_look_before,
	telling: m.second_look_telling,
	judging: m.second_look_judging,
	reachable: m.second_look_reachable,
	mask: m.second_look_mask,
	maskHint: m.second_look_mask_hint,
	masked: m.second_look_masked,
	nothing: m.second_look_nothing,
	few: m.second_look_few,
	free: m.second_look_free,
	asItIs: m.second_look_as_it_is,
	change: m.second_look_change,
	again: m.second_look_again,
});
