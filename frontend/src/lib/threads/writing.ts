import type { Audience, Need, Note, VoiceKind } from '#lib/api/types.js';
import { NEED_ORDER, NOTE_ORDER } from '#lib/texts/words.js';

/** What the writing form holds, as the API takes it. */
export interface Written {
	space: string;
	title?: string;
	body: string;
	voice: VoiceKind;
	ticket?: string;
	need: Need;
	notes: Note[];
	audience: Audience;
	new_here?: true;
}

/** Reads the writing form; a choice that is not in the list falls back to the careful one. */
export function writtenIn(form: FormData): Written {
	const text = (name: string) => String(form.get(name) ?? '');
	return {
		space: text('space'),
		title: text('title').trim() || undefined,
		body: lines(text('body')),
		voice: text('voice') === 'named' ? 'named' : 'alias',
		ticket: text('ticket') || undefined,
		need: NEED_ORDER.find((need) => need === text('need')) ?? 'just_listen',
		notes: NOTE_ORDER.filter((note) => form.getAll('notes').includes(note)),
		audience: text('audience') === 'members' ? 'members' : 'public',
		...(text('new_here') === 'yes' ? { new_here: true as const } : {}),
	};
}

/** Browsers send every line end as CR and LF; words are kept with LF alone. */
export function lines(text: string): string {
	return text.replace(/\r\n?/g, '\n');
}

/** The form's values for drawing it again after a refusal, with the alias that was shown. */
export function typed(written: Written, form: FormData): Record<string, string | string[]> {
	const { title, ticket, new_here: isNew, ...rest } = written;
	return {
		...rest,
		new_here: isNew ? 'yes' : '',
		title: title ?? '',
		ticket: ticket ?? '',
		alias: String(form.get('alias') ?? ''),
	};
}
