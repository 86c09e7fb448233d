import { createHash } from 'node:crypto';
import { refuse, type Api } from '#lib/api/client.js';
import type { Hint, VoiceKind } from '#lib/api/types.js';

/** What a second look brought, and everything she typed. */
export interface Looked {
	hints: Hint[];
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
 * Looks words over before they go out under an alias. Null when there is nothing to say: she writes under her own name, has
 * seen it, or nothing was found. Never in the way: where it cannot be asked, the words just go out.
 */
export async function secondLook(
	forum: Api,
	form: FormData,
	words: Words,
	values: Looked['values'],
	place: Place = {},
): Promise<Looked | null> {
	const seen = form.has('as_it_is') || form.get('looked') === markOf(words);
	if (words.voice === 'named' || seen) return null;
	const answer = await ask(forum, words, place);
	const hints = answer.ok ? answer.data.hints : [];
	// That few are here stands beside the alias already; it is no reason to ask once more.
	const telling = hints.some((hint) => hint.kind !== 'small_crowd');
	return telling ? { hints, mark: markOf(words), values } : null;
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
	if (answer.ok) return { looked: { hints: answer.data.hints, mark: markOf(words), values } };
	const { text, ...fields } = answer.refusal.fields;
	return refuse({ ...answer.refusal, fields: text ? { ...fields, body: text } : fields }, values, form);
}

function ask(forum: Api, { body, voice }: Words, place: Place) {
	return forum.post<{ hints: Hint[] }>('/second-look', { text: body, voice, ...place });
}

function markOf({ body }: Words): string {
	return createHash('sha256').update(body).digest('base64url').slice(0, 16);
}
