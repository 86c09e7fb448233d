import type { ReportReason } from '#lib/api/types.js';
import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** What the pages for reporting a post say, and how a report turned out. */

/** The reasons in the order they are offered: `tap` is the button, `means` the line under it, `was` completes "You reported it because …". */
export const reasons: readonly { reason: ReportReason; tap: string; means: string; was: string }[] = lazy([
	{
		reason: 'abuse',
		tap: m.reports_reasons_tap,
		means: m.reports_reasons_means,
		was: m.reports_reasons_was,
	},
	{
		reason: 'shaming',
		tap: m.reports_reasons_tap_2,
		means: m.reports_reasons_means_2,
		was: m.reports_reasons_was_2,
	},
	{
		reason: 'personal_information',
		tap: m.reports_reasons_tap_3,
		means: m.reports_reasons_means_3,
		was: m.reports_reasons_was_3,
	},
	{
		reason: 'not_what_was_asked',
		tap: m.reports_reasons_tap_4,
		means: m.reports_reasons_means_4,
		was: m.reports_reasons_was_4,
	},
	{
		reason: 'spam',
		tap: m.reports_reasons_tap_5,
		means: m.reports_reasons_means_5,
		was: m.reports_reasons_was_5,
	},
	{
		reason: 'concern',
		tap: m.reports_reasons_tap_6,
		means: m.reports_reasons_means_6,
		was: m.reports_reasons_was_6,
	},
	{
		reason: 'illegal',
		tap: m.reports_reasons_tap_7,
		means: m.reports_reasons_means_7,
		was: m.reports_reasons_was_7,
	},
	{
		reason: 'other',
		tap: m.reports_reasons_tap_8,
		means: m.reports_reasons_means_8,
		was: m.reports_reasons_was_8,
	},
]);

/** The words for one reason; a reason this version does not know yet reads as "something else". */
export function reasonWords(reason: string) {
	return reasons.find((known) => known.reason === reason) ?? reasons[reasons.length - 1]!;
}

export const reportTexts = lazy({
	take: m.reports_report_take,
	title: m.reports_report_title,
	lead: m.reports_report_lead,
	wrote: (name: string) => m.reports_report_wrote({ name }),
	nothingLeft: m.reports_report_nothing_left,
	noteLabel: m.reports_report_note_label,
	noteHint: m.reports_report_note_hint,
	private: m.reports_report_private,
	back: m.reports_report_back,
	sentTitle: m.reports_report_sent_title,
	sentText: m.reports_report_sent_text,
	sentConcern: m.reports_report_sent_concern,
	sentConcernLink: m.reports_report_sent_concern_link,
	toReports: m.reports_report_to_reports,
});

export const myReportsTexts = lazy({
	title: m.reports_my_reports_title,
	empty: m.reports_my_reports_empty,
	because: (was: string) => m.reports_my_reports_because({ was }),
	open: m.reports_my_reports_open,
	outcomes: {
		removed: m.reports_my_reports_outcomes_removed,
		kept: m.reports_my_reports_outcomes_kept,
		locked: m.reports_my_reports_outcomes_locked,
		undone: m.reports_my_reports_outcomes_undone,
	} as Record<string, () => string>,
	closed: m.reports_my_reports_closed,
	badFaith: m.reports_my_reports_bad_faith,
	post: (number: number) => (number === 1 ? m.reports_my_reports_post() : m.reports_my_reports_post_2()),
	aThread: m.reports_my_reports_a_thread,
});
