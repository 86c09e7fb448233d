import type { Danger } from '#lib/api/types.js';
import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/**
 * The card for a writer in distress. Read by people who know the work before it goes live; nothing here is a number, and
 * nothing threatens: no word of reports, authorities or danger.
 */
export const helpCardTexts = lazy({
	title: m.help_card_title,
	posted: m.help_card_posted,
	alone: m.help_card_alone,
	about: {
		suicide: m.help_card_about_suicide,
		self_harm: m.help_card_about_self_harm,
		abuse: m.help_card_about_abuse,
		harm_to_child: m.help_card_about_harm_to_child,
	} satisfies Record<Danger, () => string>,
	emergency: m.help_card_emergency,
	safety: m.help_card_safety,
	onward: m.help_card_onward,
	more: m.help_card_more,
});
