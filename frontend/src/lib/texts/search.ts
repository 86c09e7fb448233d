import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** Finding people who feel the same. */
export const searchTexts = lazy({
	title: m.search_title,
	front: m.search_front,
	lead: m.search_lead,
	field: m.search_field,
	find: m.search_find,
	space: m.search_space,
	anywhere: m.search_anywhere,
	need: m.search_need,
	anything: m.search_anything,
	more: m.search_more,
	fewer: m.search_fewer,
	examples: m.search_examples,
	none: m.search_none,
	noneHint: m.search_none_hint,
	write: m.search_write,
	found: m.search_found,
	inReply: m.search_in_reply,
	private: m.search_private,
	beside: m.search_beside,
	besideButton: m.search_beside_button,
	besideNone: m.search_beside_none,
	besideHint: m.search_beside_hint,
});

/** What many come with, as a reader would say it; each is looked for as it stands. */
export const FEELINGS = lazy([
	m.search_feelings,
	m.search_feelings_2,
	m.search_feelings_3,
	m.search_feelings_4,
	m.search_feelings_5,
	m.search_feelings_6,
	m.search_feelings_7,
	m.search_feelings_8,
	m.search_feelings_9,
	m.search_feelings_10,
]);
