import type { NoticeCategory } from '#lib/api/types.js';
import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** What the pages for telling us of something illegal say, without an account. */

/** The categories in the order they are offered. */
export const noticeCategories: readonly { value: NoticeCategory; label: string }[] = lazy([
	{ value: 'threat_to_life', label: m.notice_categories_label },
	{ value: 'child_sexual_abuse', label: m.notice_categories_label_2 },
	{ value: 'self_harm', label: m.notice_categories_label_3 },
	{ value: 'hatred', label: m.notice_categories_label_4 },
	{ value: 'harassment', label: m.notice_categories_label_5 },
	{ value: 'privacy', label: m.notice_categories_label_6 },
	{ value: 'fraud', label: m.notice_categories_label_7 },
	{ value: 'rights', label: m.notice_categories_label_8 },
	{ value: 'other', label: m.notice_categories_label_9 },
]);

export function noticeCategory(value: string): string {
	return noticeCategories.find((one) => one.value === value)?.label ?? m.notice_category();
}

export const noticeTexts = lazy({
	link: m.notice_link,
	title: m.notice_title,
	lead: m.notice_lead,
	danger: m.notice_danger,
	category: m.notice_category_2,
	choose: m.notice_choose,
	explanation: m.notice_explanation,
	explanationHint: m.notice_explanation_hint,
	urls: m.notice_urls,
	urlsHint: m.notice_urls_hint,
	extra: m.notice_extra,
	extraHint: m.notice_extra_hint,
	who: m.notice_who,
	whoHint: m.notice_who_hint,
	name: m.notice_name,
	email: m.notice_email,
	emailHint: m.notice_email_hint,
	goodFaith: m.notice_good_faith,
	send: m.notice_send,
	sentTitle: m.notice_sent_title,
	sentReference: m.notice_sent_reference,
	sentText: m.notice_sent_text,
	toStatus: m.notice_to_status,
	statusTitle: (reference: string) => m.notice_status_title({ reference }),
	about: (category: string) => m.notice_about({ part1: category.toLowerCase() }),
	came: m.notice_came,
	waiting: m.notice_waiting,
	until: m.notice_until,
	decided: m.notice_decided,
	outcomes: {
		removed: m.notice_outcomes_removed,
		kept: m.notice_outcomes_kept,
		locked: m.notice_outcomes_locked,
		changed: m.notice_outcomes_changed,
		undone: m.notice_outcomes_undone,
		answered: m.notice_outcomes_answered,
	} as Record<string, () => string>,
	answer: m.notice_answer,
	person: m.notice_person,
	program: m.notice_program,
	redressTitle: m.notice_redress_title,
	redress: m.notice_redress,
	fromReport: m.notice_from_report,
});

/** What moderators read of notices. */
export const noticeDeskTexts = lazy({
	waiting: m.notice_desk_waiting,
	overdue: m.notice_desk_overdue,
	due: m.notice_desk_due,
	title: (reference: string) => m.notice_desk_title({ reference }),
	back: m.notice_desk_back,
	category: m.notice_desk_category,
	explanation: m.notice_desk_explanation,
	urls: m.notice_desk_urls,
	extra: m.notice_desk_extra,
	states: { open: m.notice_desk_states_open, closed: m.notice_desk_states_closed } as Record<
		string,
		() => string
	>,
	case: (which: number) => m.notice_desk_case({ which }),
	cases: m.notice_desk_cases,
	place: m.notice_desk_place,
	placeHint: m.notice_desk_place_hint,
	placeLabel: m.notice_desk_place_label,
	placeAct: m.notice_desk_place_act,
	answer: m.notice_desk_answer,
	answerLabel: m.notice_desk_answer_label,
	answerHint: m.notice_desk_answer_hint,
	answerAct: m.notice_desk_answer_act,
	answered: m.notice_desk_answered,
	contact: m.notice_desk_contact,
	contactNone: m.notice_desk_contact_none,
	contactHint: m.notice_desk_contact_hint,
	contactLabel: m.notice_desk_contact_label,
	contactAct: m.notice_desk_contact_act,
	notAPost: m.notice_desk_not_apost,
	inCase: m.notice_desk_in_case,
});
