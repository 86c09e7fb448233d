import { capital, inWords } from './numbers.js';
import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/**
 * Reactions as one would tell them, without names: "Five others feel the same. Someone sends a hug."
 * Only "same here" is counted, because it says that the reader is not alone; the rest is not a score.
 *
 * @param reactions how many sent each kind
 * @param own the kinds this reader sent; she is told about herself as "you"
 */
export function warmth(reactions: Record<string, number>, own: readonly string[] = []): string {
	const sentences: string[] = [];
	const same = reactions.same_here ?? 0;
	if (same > 0) {
		const others = same - (own.includes('same_here') ? 1 : 0);
		if (others <= 0) sentences.push(m.warmth_warmth());
		else if (others === same) {
			sentences.push(same === 1 ? m.warmth_warmth_2() : m.warmth_warmth_3({ same: capital(inWords(same)) }));
		} else {
			sentences.push(others === 1 ? m.warmth_warmth_4() : m.warmth_warmth_5({ others: inWords(others) }));
		}
	}
	for (const { kind, one, many, you } of OTHERS) {
		const count = reactions[kind] ?? 0;
		if (count <= 0) continue;
		const mine = own.includes(kind);
		if (mine && count === 1) sentences.push(you);
		else sentences.push(count === 1 ? one : many);
	}
	return sentences.join(' ');
}

const OTHERS = lazy([
	{
		kind: 'hug',
		one: m.warmth_others_one,
		many: m.warmth_others_many,
		you: m.warmth_others_you,
	},
	{
		kind: 'doing_great',
		one: m.warmth_others_one_2,
		many: m.warmth_others_many_2,
		you: m.warmth_others_you_2,
	},
	{
		kind: 'thank_you',
		one: m.warmth_others_one_3,
		many: m.warmth_others_many_3,
		you: m.warmth_others_you_3,
	},
	{
		kind: 'light',
		one: m.warmth_others_one_4,
		many: m.warmth_others_many_4,
		you: m.warmth_others_you_4,
	},
]);
