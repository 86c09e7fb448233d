import { createHash } from 'node:crypto';
import { refuse, type Api } from '#lib/api/client.js';
import type { Hint, VoiceKind } from '#lib/api/types.js';

/** What a second look brought, and everything she typed. */
export interface Looked {
	hints: Hint[];
	/** Something in them can be masked. */
	maskable: boolean;
	/** Something in them was masked just now. */
	masked: boolean;
	/** The words that were looked over: sent again unchanged, they are not looked over again. */
	mark: string;
	values: Record<string, string | string[]>;
}

interface Words {
	body: string;
	voice: VoiceKind;
}

/** Where the words would stand; left out before a thread exists. */
type Place = { thread?: string };

/**
 * Looks words over before they go out: under her own name only for numbers, addresses, streets and schools. Null when there is
 * nothing to say: she has seen it, or nothing was found. Never in the way: where it cannot be asked, the words just go out.
 */
export async function secondLook(
	forum: Api,
	form: FormData,
	words: Words,
	values: Looked['values'],
	place: Place = {},
): Promise<Looked | null> {
	const seen = form.has('as_it_is') || form.get('looked') === markOf(words);
	if (seen) return null;
	const answer = await ask(forum, words, place);
	const hints = answer.ok ? answer.data.hints : [];
	// That few are here stands beside the alias already; it is no reason to ask once more.
	const telling = hints.some((hint) => hint.kind !== 'small_crowd');
	const maskable = answer.ok && answer.data.masked !== null;
	return telling ? { hints, maskable, masked: false, mark: markOf(words), values } : null;
}

/** Looks words over because she asked for it: she is also told that nothing was found, or why they could not be read. */
export async function lookOver(
	forum: Api,
	words: Words,
	values: Looked['values'],
	form: string,
	place: Place = {},
) {
	const answer = await ask(forum, words, place);
	if (answer.ok) {
		const { hints, masked } = answer.data;
		return { looked: { hints, maskable: masked !== null, masked: false, mark: markOf(words), values } };
	}
	const { text, ...fields } = answer.refusal.fields;
	return refuse({ ...answer.refusal, fields: text ? { ...fields, body: text } : fields }, values, form);
}

/** Masks what lets a stranger reach or find somebody, and shows her the words again; nothing is sent. */
export async function mask(
	forum: Api,
	words: Words,
	values: Looked['values'],
	form: string,
	place: Place = {},
) {
	const answer = await ask(forum, words, place);
	if (!answer.ok) return lookOver(forum, words, values, form, place);
	const body = answer.data.masked ?? words.body;
	const again = await lookOver(forum, { ...words, body }, { ...values, body }, form, place);
	return 'looked' in again ? { looked: { ...again.looked, masked: answer.data.masked !== null } } : again;
}

function ask(forum: Api, { body, voice }: Words, place: Place) {
	return forum.post<{ hints: Hint[]; masked: string | null }>('/second-look', {
		text: body,
		voice,
		...place,
	});
}

function markOf({ body }: Words): string {
	return createHash('sha256').update(body).digest('base64url').slice(0, 16);
}
