import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** The guidelines page; the rules themselves come from the API. */

export const guidelineTexts = lazy({
	title: m.guidelines_guideline_title,
	lead: m.guidelines_guideline_lead,
	failed: m.guidelines_guideline_failed,
	moderation: m.guidelines_guideline_moderation,
	steps: [
		{
			title: m.guidelines_guideline_steps_title,
			text: m.guidelines_guideline_steps_text,
		},
		{
			title: m.guidelines_guideline_steps_title_2,
			text: m.guidelines_guideline_steps_text_2,
		},
		{
			title: m.guidelines_guideline_steps_title_3,
			text: m.guidelines_guideline_steps_text_3,
		},
		{
			title: m.guidelines_guideline_steps_title_4,
			text: m.guidelines_guideline_steps_text_4,
		},
		{
			title: m.guidelines_guideline_steps_title_5,
			text: m.guidelines_guideline_steps_text_5,
		},
	],
	links: {
		books: m.guidelines_guideline_links_books,
		decisions: m.guidelines_guideline_links_decisions,
		reports: m.guidelines_guideline_links_reports,
		help: m.guidelines_guideline_links_help,
	},
});
