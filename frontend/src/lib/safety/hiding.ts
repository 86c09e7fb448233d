import type { Card, Hidden } from '#lib/api/types.js';

/** What is looked at to see whether a thread stays out of somebody's sight. */
export type Judged = Pick<Card, 'voice' | 'notes' | 'title' | 'excerpt'>;

/** Scripts from here on put no space between words, so a word is found anywhere in them. */
const UNSPACED = '\u2E80';

/** Lower case, one space between words. */
function plain(text: string): string {
	return text.toLowerCase().trim().replace(/\s+/g, ' ');
}

/**
 * Whether a text has one of these words in it: a word that begins like it, so that "loss" finds "losses" and not
 * "floss". The API judges letters and notices in the same way.
 */
export function hasHiddenWord(words: readonly string[], ...texts: (string | null)[]): boolean {
	return texts.some((given) => {
		const text = plain(given ?? '');
		return words.some((one) => {
			const word = plain(one);
			const [first = ''] = word;
			const whole = first < UNSPACED && /[\p{L}\p{N}]/u.test(first);
			for (let at = text.indexOf(word); at >= 0 && word; at = text.indexOf(word, at + 1)) {
				if (!whole || !/[\p{L}\p{N}]$/u.test(text.slice(0, at))) return true;
			}
			return false;
		});
	});
}

/** Whether a voice is one she blocked: an alias by its id, a name wherever it is written. */
export function isBlocked(
	hidden: Hidden | null,
	voice: Pick<Card['voice'], 'id' | 'kind' | 'name'>,
): boolean {
	return (hidden?.voices ?? []).some(
		(one) =>
			one.id === voice.id || (one.kind === 'named' && voice.kind === 'named' && one.name === voice.name),
	);
}

/** Why a thread stays out of her sight, if it does. */
export function keptOut(hidden: Hidden | null, card: Judged): 'voice' | 'topic' | null {
	if (!hidden) return null;
	if (isBlocked(hidden, card.voice)) return 'voice';
	const noted = card.notes.some((note) => hidden.notes.includes(note));
	return noted || hasHiddenWord(hidden.words, card.title, card.excerpt) ? 'topic' : null;
}

/** Whether a thread stands folded up: that it touches something is said, and nothing else of it before she asks. */
export function folds(hidden: Hidden | null, card: Pick<Card, 'notes'>): boolean {
	return card.notes.some((note) => hidden?.collapsed.includes(note));
}

/** The threads of a list that she wants to see; of those that are folded up the words never reach the page. */
export function wanted<T extends Judged>(
	hidden: Hidden | null,
	cards: readonly T[],
): (T & { folded: boolean })[] {
	return cards
		.filter((card) => !keptOut(hidden, card))
		.map((card) =>
			folds(hidden, card)
				? { ...card, title: null, excerpt: null, folded: true }
				: { ...card, folded: false },
		);
}
