import { capital, inWords } from './numbers.js';

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
		if (others <= 0) sentences.push('You feel the same.');
		else if (others === same) {
			sentences.push(
				same === 1 ? 'Someone else feels the same.' : `${capital(inWords(same))} others feel the same.`,
			);
		} else {
			sentences.push(
				others === 1
					? 'You and someone else feel the same.'
					: `You and ${inWords(others)} others feel the same.`,
			);
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

const OTHERS = [
	{
		kind: 'hug',
		one: 'Someone sends a hug.',
		many: 'Several people send a hug.',
		you: 'You send a hug.',
	},
	{
		kind: 'doing_great',
		one: 'Someone says: you are doing great.',
		many: 'Several people say: you are doing great.',
		you: 'You say: you are doing great.',
	},
	{
		kind: 'thank_you',
		one: 'Someone says thank you.',
		many: 'Several people say thank you.',
		you: 'You say thank you.',
	},
	{
		kind: 'light',
		one: 'Someone left a light on.',
		many: 'Several people left a light on.',
		you: 'You left a light on.',
	},
];
