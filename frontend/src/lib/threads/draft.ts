import type { Draft } from '#lib/api/types.js';

const TEXTS = ['space', 'title', 'body', 'voice', 'need', 'audience', 'saved_at'] as const;

/** What of a form or a script's message belongs into a draft; null where there are no words to keep. */
export function draftOf(words: Record<string, unknown>): Omit<Draft, 'place'> | null {
	const draft: Record<string, unknown> = {};
	for (const name of TEXTS) {
		const value = words[name];
		if (typeof value === 'string' && value !== '') draft[name] = value;
	}
	if (Array.isArray(words.notes)) draft.notes = words.notes.filter((note) => typeof note === 'string');
	const answered = Number(words.in_reply_to);
	if (Number.isInteger(answered) && answered > 0) draft.in_reply_to = answered;
	const said = `${draft.body ?? ''}${draft.title ?? ''}`.trim();
	if (!said) return null;
	draft.saved_at ??= new Date().toISOString();
	return draft as Omit<Draft, 'place'>;
}
