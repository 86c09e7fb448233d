import { capital, inWords } from './numbers.js';
import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** Notices are sentences. Names and titles stand only on the page, never in its address or in the tab. */

export const noticeTexts = lazy({
	title: m.notifications_notice_title,
	empty: m.notifications_notice_empty,
	emptyLink: m.notifications_notice_empty_link,
	unread: (count: number) =>
		count === 1
			? m.notifications_notice_unread()
			: m.notifications_notice_unread_2({ count: capital(inWords(count)) }),
	allRead: m.notifications_notice_all_read,
	markAll: m.notifications_notice_mark_all,
	fresh: m.notifications_notice_fresh,
	seen: m.notifications_notice_seen,
	older: m.notifications_notice_older,
	mail: m.notifications_notice_mail,
	settings: m.notifications_notice_settings,
	reply: (name: string) => m.notifications_notice_reply({ name }),
	replyUnknown: m.notifications_notice_reply_unknown,
	replyGone: m.notifications_notice_reply_gone,
	decision: m.notifications_notice_decision,
	appealDecided: m.notifications_notice_appeal_decided,
	report: m.notifications_notice_report,
	moderatorWrote: m.notifications_notice_moderator_wrote,
	caseWaits: m.notifications_notice_case_waits,
	called: m.notifications_notice_called,
	howAreYou: m.notifications_notice_how_are_you,
	notAsked: m.notifications_notice_not_asked,
	openingAsked: m.notifications_notice_opening_asked,
	nameOpened: m.notifications_notice_name_opened,
	mailPosted: m.notifications_notice_mail_posted,
	mailDraft: m.notifications_notice_mail_draft,
	mailRefused: m.notifications_notice_mail_refused,
	aThread: m.notifications_notice_a_thread,
});
