import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** Columns: longer pieces by professionals whom we know to be what they say. */

export const columnTexts = lazy({
	title: m.columns_column_title,
	one: m.columns_column_one,
	nobody: m.columns_column_nobody,
	lead: m.columns_column_lead,
	none: m.columns_column_none,
	by: (name: string, profession: string) => (profession ? `${name}, ${profession}` : name),
	about: m.columns_column_about,
	verified: m.columns_column_verified,
	related: m.columns_column_related,
	all: m.columns_column_all,
	talk: m.columns_column_talk,
	newsreader: m.columns_column_newsreader,
	write: m.columns_column_write,
	writeHint: m.columns_column_write_hint,
	writeTitle: m.columns_column_write_title,
	name: m.columns_column_name,
	body: m.columns_column_body,
	bodyHint: m.columns_column_body_hint,
	space: m.columns_column_space,
	notes: m.columns_column_notes,
	publish: m.columns_column_publish,
	bio: m.columns_column_bio,
	bioHint: m.columns_column_bio_hint,
	profession: m.columns_column_profession,
	professionHint: m.columns_column_profession_hint,
	text: m.columns_column_text,
	keep: m.columns_column_keep,
	kept: m.columns_column_kept,
});
