import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** What stands on every page. */
export const SITE = lazy({
	skip: m.site_skip,
	leave: m.site_leave,
	leaveHint: m.site_leave_hint,
	help: m.site_help,
	crisis: m.site_crisis,
	home: m.site_home,
	write: m.site_write,
	notices: m.site_notices,
	newNotices: m.site_new_notices,
	me: m.site_me,
	signIn: m.site_sign_in,
	spaces: m.site_spaces,
	alike: m.site_alike,
	search: m.site_search,
	guidelines: m.site_guidelines,
	books: m.site_books,
	answers: m.site_answers,
	columns: m.site_columns,
	hardDay: m.site_hard_day,
	newsreader: m.site_newsreader,
	howItWorks: m.site_how_it_works,
	safety: m.site_safety,
	hiding: m.site_hiding,
	terms: m.site_terms,
	illegal: m.site_illegal,
	language: m.site_language,
});

/** The place in three lines. */
export const THREE_LINES = lazy([m.site_three_lines, m.site_three_lines_2, m.site_three_lines_3]);

/** Signing in where others can sit down afterwards. */
export const SHARED = lazy({
	label: m.site_shared_label,
	hint: m.site_shared_hint,
});

export const SENDING = lazy({
	failed: m.site_sending_failed,
	offline: m.site_sending_offline,
	unkept: m.site_sending_unkept,
});
