import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** What somebody does not want to see: blocked voices, notes and words. */

export const hidingTexts = lazy({
	title: m.hiding_title,
	hint: m.hiding_hint,
	lead: m.hiding_lead,
	kept: m.hiding_kept,
	save: m.hiding_save,

	topics: m.hiding_topics,
	topicsHint: m.hiding_topics_hint,
	shown: m.hiding_shown,
	collapsed: m.hiding_collapsed,
	hidden: m.hiding_hidden,
	touches: (notes: string) => m.hiding_touches({ notes }),
	foldedUp: m.hiding_folded_up,
	words: m.hiding_words,
	wordsHint: m.hiding_words_hint,
	ownHint: m.hiding_own_hint,

	voices: m.hiding_voices,
	voicesHint: m.hiding_voices_hint,
	noVoices: m.hiding_no_voices,
	named: m.hiding_named,
	alias: m.hiding_alias,
	unblock: m.hiding_unblock,
	back: (name: string) => m.hiding_back({ name }),
	older: m.hiding_older,

	block: (name: string) => m.hiding_block({ name }),
	blocked: (name: string) => m.hiding_blocked({ name }),
	undo: m.hiding_undo,

	keptAway: m.hiding_kept_away,
	keptAwayVoice: m.hiding_kept_away_voice,
	keptAwayTopic: m.hiding_kept_away_topic,
	showOnce: m.hiding_show_once,
	elsewhere: m.hiding_elsewhere,
	folded: m.hiding_folded,
	show: m.hiding_show,
	allKept: m.hiding_all_kept,

	close: m.hiding_close,
	open: m.hiding_open,
	closedByAuthor: m.hiding_closed_by_author,
	closed: m.hiding_closed,
});
