import { counted, inWords } from './numbers.js';
import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** The moderators' desk: short words, plain sentences, every act said before it is done. */

export type Action = 'keep' | 'edit_notes' | 'move' | 'lock' | 'hold' | 'remove';

/** The actions in the order in which they are offered. */
export const ACTIONS: readonly Action[] = ['keep', 'remove', 'hold', 'lock', 'move', 'edit_notes'];

export type SanctionKind = 'warn' | 'mute' | 'suspend';

/** How often a decision restricted whoever wrote a post, in bands: nobody needs to know more. */
export const historyTexts: Record<'none' | 'first' | 'repeated' | 'often', { short: string; long: string }> =
	lazy({
		none: { short: '', long: m.moderation_history_none_long },
		first: { short: m.moderation_history_first_short, long: m.moderation_history_first_long },
		repeated: {
			short: m.moderation_history_repeated_short,
			long: m.moderation_history_repeated_long,
		},
		often: { short: m.moderation_history_often_short, long: m.moderation_history_often_long },
	});

export const historyHints = lazy({ hint: m.moderation_history_hint });

export const queueTexts = lazy({
	title: m.moderation_queue_title,
	tabs: {
		open: m.moderation_queue_tabs_open,
		claimed: m.moderation_queue_tabs_claimed,
		closed: m.moderation_queue_tabs_closed,
	},
	tabsLabel: m.moderation_queue_tabs_label,
	empty: {
		open: m.moderation_queue_empty_open,
		claimed: m.moderation_queue_empty_claimed,
		closed: m.moderation_queue_empty_closed,
	},
	list: m.moderation_queue_list,
	log: m.moderation_queue_log,
	openings: m.moderation_queue_openings,
	mail: m.moderation_queue_mail,
	health: m.moderation_queue_health,
	keys: m.moderation_queue_keys,
	choose: m.moderation_queue_choose,
	chooseKeys: m.moderation_queue_choose_keys,
	reports: (count: number) => counted(count, m.noun_report(), m.noun_reports()),
	weight: (weight: number) => m.moderation_queue_weight({ weight }),
	yours: m.moderation_queue_yours,
	takenUp: m.moderation_queue_taken_up,
	overdue: m.moderation_queue_overdue,
	marks: {
		concern: m.moderation_queue_marks_concern,
		report: m.moderation_queue_marks_report,
		hold: m.moderation_queue_marks_hold,
		notice: m.moderation_queue_marks_notice,
		appeal: m.moderation_queue_marks_appeal,
		signal: m.moderation_queue_marks_signal,
		newcomer: m.moderation_queue_marks_newcomer,
		opinion: m.moderation_queue_marks_opinion,
		message: m.moderation_queue_marks_message,
	} as Record<string, () => string>,
	views: {
		overdue: m.moderation_queue_views_overdue,
		unanswered: m.moderation_queue_views_unanswered,
		mine: m.moderation_queue_views_mine,
	} as Record<string, () => string>,
	shift: m.moderation_queue_shift,
	onDuty: m.moderation_queue_on_duty,
	filters: m.moderation_queue_filters,
	all: m.moderation_queue_all,
	storm: m.moderation_queue_storm,
	checks: m.moderation_queue_checks,
	heldBy: (name: string) => m.moderation_queue_held_by({ name }),
	opened: m.moderation_queue_opened,
	back: m.moderation_queue_back,
	more: m.moderation_queue_more,
	post: (number: number) =>
		number === 1 ? m.moderation_queue_post() : m.moderation_queue_post_2({ part1: number - 1 }),
});

export const caseTexts = lazy({
	title: (number: number) =>
		number === 1 ? m.moderation_case_title() : m.moderation_case_title_2({ part1: number - 1 }),
	toThread: m.moderation_case_to_thread,
	context: m.moderation_case_context,
	reported: m.moderation_case_reported,
	show: m.moderation_case_show,
	untitled: m.moderation_case_untitled,
	showHint: m.moderation_case_show_hint,
	removed: m.moderation_case_removed,
	takenBack: m.moderation_case_taken_back,
	gone: m.moderation_case_gone,
	reports: m.moderation_case_reports,
	noNote: m.moderation_case_no_note,
	claim: m.moderation_case_claim,
	release: m.moderation_case_release,
	claimHint: m.moderation_case_claim_hint,
	mine: m.moderation_case_mine,
	mineUntil: (time: string) => m.moderation_case_mine_until({ time }),
	others: (name: string) => m.moderation_case_others({ name }),
	closed: m.moderation_case_closed,
	decisions: m.moderation_case_decisions,
	log: m.moderation_case_log,
	undo: m.moderation_case_undo,
	undoHint: {
		remove: m.moderation_case_undo_hint_remove,
		lock: m.moderation_case_undo_hint_lock,
		hold: m.moderation_case_undo_hint_hold,
		move: m.moderation_case_undo_hint_move,
		edit_notes: m.moderation_case_undo_hint_edit_notes,
		keep: m.moderation_case_undo_hint_keep,
	} as Record<string, () => string>,
	undone: m.moderation_case_undone,
	undoneAt: m.moderation_case_undone_at,
	next: m.moderation_case_next,
	queue: m.moderation_case_queue,
	notReported: m.moderation_case_not_reported,
	signals: m.moderation_case_signals,
	hints: m.moderation_case_hints,
	hintNames: {
		insult: m.moderation_case_hint_names_insult,
		selling: m.moderation_case_hint_names_selling,
		under_age: m.moderation_case_hint_names_under_age,
	} as Record<string, () => string>,
	hintsHint: m.moderation_case_hints_hint,
	eraseOpen: m.moderation_case_erase_open,
	eraseLead: m.moderation_case_erase_lead,
	eraseReason: m.moderation_case_erase_reason,
	eraseReasonHint: m.moderation_case_erase_reason_hint,
	eraseAsk: m.moderation_case_erase_ask,
	eraseWaits: m.moderation_case_erase_waits,
	eraseAgree: m.moderation_case_erase_agree,
	eraseWithdraw: m.moderation_case_erase_withdraw,
	eraseAsked: m.moderation_case_erase_asked,
	eraseWithdrawn: m.moderation_case_erase_withdrawn,
	erased: m.moderation_case_erased,
	eraseDone: m.moderation_case_erase_done,
	objections: m.moderation_case_objections,
	objection: m.moderation_case_objection,
	objectionOpen: m.moderation_case_objection_open,
	objectionUpheld: m.moderation_case_objection_upheld,
	objectionRefused: m.moderation_case_objection_refused,
	objectionReason: m.moderation_case_objection_reason,
	objectionReasonHint: m.moderation_case_objection_reason_hint,
	uphold: m.moderation_case_uphold,
	refuse: m.moderation_case_refuse,
	answered: m.moderation_case_answered,
	held: m.moderation_case_held,
	due: m.moderation_case_due,
	ownPost: m.moderation_case_own_post,
	released: m.moderation_case_released,
	claimed: m.moderation_case_claimed,
	decided: m.moderation_case_decided,
});

export const decideTexts = lazy({
	title: m.moderation_decide_title,
	action: m.moderation_decide_action,
	actions: {
		keep: { label: m.moderation_decide_actions_keep_label, hint: m.moderation_decide_actions_keep_hint },
		remove: {
			label: m.moderation_decide_actions_remove_label,
			hint: m.moderation_decide_actions_remove_hint,
		},
		hold: { label: m.moderation_decide_actions_hold_label, hint: m.moderation_decide_actions_hold_hint },
		lock: { label: m.moderation_decide_actions_lock_label, hint: m.moderation_decide_actions_lock_hint },
		move: { label: m.moderation_decide_actions_move_label, hint: m.moderation_decide_actions_move_hint },
		edit_notes: {
			label: m.moderation_decide_actions_edit_notes_label,
			hint: m.moderation_decide_actions_edit_notes_hint,
		},
	} satisfies Record<Action, { label: () => string; hint: () => string }>,
	rule: m.moderation_decide_rule,
	choose: m.moderation_decide_choose,
	facts: m.moderation_decide_facts,
	factsHint: m.moderation_decide_facts_hint,
	keptHint: m.moderation_decide_kept_hint,
	badFaith: m.moderation_decide_bad_faith,
	badFaithHint: m.moderation_decide_bad_faith_hint,
	sanction: m.moderation_decide_sanction,
	sanctionHint: m.moderation_decide_sanction_hint,
	sanctions: [
		{ value: '', label: m.moderation_decide_sanctions_label },
		{ value: 'warn', label: m.moderation_decide_sanctions_label_2 },
		{ value: 'mute', label: m.moderation_decide_sanctions_label_3 },
		{ value: 'suspend', label: m.moderation_decide_sanctions_label_4 },
	],
	until: m.moderation_decide_until,
	untilHint: m.moderation_decide_until_hint,
	message: m.moderation_decide_message,
	messageHint: m.moderation_decide_message_hint,
	weigh: m.moderation_decide_weigh,
	change: m.moderation_decide_change,
	space: m.moderation_decide_space,
	chooseSpace: m.moderation_decide_choose_space,
	notes: m.moderation_decide_notes,
	prepared: m.moderation_decide_prepared,
	preparedHint: m.moderation_decide_prepared_hint,
	send: {
		keep: m.moderation_decide_send_keep,
		remove: m.moderation_decide_send_remove,
		hold: m.moderation_decide_send_hold,
		lock: m.moderation_decide_send_lock,
		move: m.moderation_decide_send_move,
		edit_notes: m.moderation_decide_send_edit_notes,
	} satisfies Record<Action, () => string>,
	preview: m.moderation_decide_preview,
	reason: (rule: string, facts: string) => `The rule is “${rule}” The facts: ${facts}`,
	incomplete: m.moderation_decide_incomplete,
	missing: {
		action: m.moderation_decide_missing_action,
		space: m.moderation_decide_missing_space,
		notes: m.moderation_decide_missing_notes,
		rule: m.moderation_decide_missing_rule,
		facts: m.moderation_decide_missing_facts,
		message: m.moderation_decide_missing_message,
		until: m.moderation_decide_missing_until,
	},
});

/** The decision as one plain sentence, read before it is sent. */
export function decisionSentence(
	action: Action,
	author: string,
	message: string,
	reports: number,
	sanctioned = false,
): string {
	const told = message.trim();
	const reporters =
		reports === 1
			? m.moderation_decision_sentence()
			: m.moderation_decision_sentence_2({ reports: inWords(reports) });
	switch (action) {
		case 'remove':
			return m.moderation_decision_sentence_3({ author, told, reporters });
		case 'lock':
			return m.moderation_decision_sentence_4({ told, reporters });
		case 'hold':
			return m.moderation_decision_sentence_5({ told });
		case 'move':
			return m.moderation_decision_sentence_6({ told, reporters });
		case 'edit_notes':
			return m.moderation_decision_sentence_7({ told, reporters });
		case 'keep':
			if (sanctioned) {
				return m.moderation_decision_sentence_8({ author, told, reporters });
			}
			return m.moderation_decision_sentence_9({ reporters, author });
	}
}

/** What the sanction does, as one plain sentence. */
export function sanctionSentence(kind: SanctionKind, author: string, until: string): string {
	switch (kind) {
		case 'warn':
			return m.moderation_sanction_sentence({ author });
		case 'mute':
			return m.moderation_sanction_sentence_2({
				author,
				part1: until ? m.moderation_sanction_sentence_3({ until }) : m.moderation_sanction_sentence_4(),
			});
		case 'suspend':
			return m.moderation_sanction_sentence_5({
				author,
				part1: until ? m.moderation_sanction_sentence_6({ until }) : m.moderation_sanction_sentence_7(),
			});
	}
}

/** A sanction already taken. */
export function sanctionTaken(kind: SanctionKind, until: string): string {
	const ending = until ? m.moderation_sanction_taken({ until }) : '';
	return {
		warn: m.moderation_sanction_taken_warn(),
		mute: m.moderation_sanction_taken_mute({ ending }),
		suspend: m.moderation_sanction_taken_suspend({
			part1: ending || m.moderation_sanction_taken_suspend_2(),
		}),
	}[kind];
}

/** A decision already taken, for the list under a case. */
export function decisionTaken(action: string): string {
	switch (action) {
		case 'remove':
			return m.moderation_decision_taken();
		case 'lock':
			return m.moderation_decision_taken_2();
		case 'hold':
			return m.moderation_decision_taken_3();
		case 'move':
			return m.moderation_decision_taken_4();
		case 'edit_notes':
			return m.moderation_decision_taken_5();
		case 'keep':
			return m.moderation_decision_taken_6();
		default:
			return m.moderation_decision_taken_7();
	}
}

export const logTexts = lazy({
	title: m.moderation_log_title,
	lead: m.moderation_log_lead,
	empty: m.moderation_log_empty,
	older: m.moderation_log_older,
	case: m.moderation_log_case,
	acts: {
		claimed: m.moderation_log_acts_claimed,
		released: m.moderation_log_acts_released,
		decided: m.moderation_log_acts_decided,
		undone: m.moderation_log_acts_undone,
		opening_asked: m.moderation_log_acts_opening_asked,
		opening_approved: m.moderation_log_acts_opening_approved,
		name_opened: m.moderation_log_acts_name_opened,
		opening_withdrawn: m.moderation_log_acts_opening_withdrawn,
		notice_received: m.moderation_log_acts_notice_received,
		notice_placed: m.moderation_log_acts_notice_placed,
		notice_answered: m.moderation_log_acts_notice_answered,
		notice_contact_read: m.moderation_log_acts_notice_contact_read,
		name_read: m.moderation_log_acts_name_read,
		held: m.moderation_log_acts_held,
		signalled: m.moderation_log_acts_signalled,
		appealed: m.moderation_log_acts_appealed,
		appeal_decided: m.moderation_log_acts_appeal_decided,
		looked: m.moderation_log_acts_looked,
		disclosure_begun: m.moderation_log_acts_disclosure_begun,
		disclosed: m.moderation_log_acts_disclosed,
		disclosure_reviewed: m.moderation_log_acts_disclosure_reviewed,
		disclosure_withdrawn: m.moderation_log_acts_disclosure_withdrawn,
		handed_over: m.moderation_log_acts_handed_over,
		opinion_asked: m.moderation_log_acts_opinion_asked,
		noted: m.moderation_log_acts_noted,
		erasure_asked: m.moderation_log_acts_erasure_asked,
		erasure_withdrawn: m.moderation_log_acts_erasure_withdrawn,
		words_erased: m.moderation_log_acts_words_erased,
		opinion_given: m.moderation_log_acts_opinion_given,
		wrote: m.moderation_log_acts_wrote,
		called: m.moderation_log_acts_called,
		check_switched: m.moderation_log_acts_check_switched,
		storm_on: m.moderation_log_acts_storm_on,
		storm_off: m.moderation_log_acts_storm_off,
	} as Record<string, () => string>,
	details: {
		remove: m.moderation_log_details_remove,
		lock: m.moderation_log_details_lock,
		keep: m.moderation_log_details_keep,
		hold: m.moderation_log_details_hold,
		move: m.moderation_log_details_move,
		edit_notes: m.moderation_log_details_edit_notes,
		upheld: m.moderation_log_details_upheld,
		refused: m.moderation_log_details_refused,
	} as Record<string, () => string>,
	sanctions: {
		warn: m.moderation_log_sanctions_warn,
		mute: m.moderation_log_sanctions_mute,
		suspend: m.moderation_log_sanctions_suspend,
	} as Record<string, () => string>,
	looks: {
		history: m.moderation_log_looks_history,
		disclosures: m.moderation_log_looks_disclosures,
		statements: m.moderation_log_looks_statements,
	} as Record<string, () => string>,
	byRule: (rule: string) => m.moderation_log_by_rule({ rule }),
	because: (reason: string) => m.moderation_log_because({ reason }),
	byProgram: m.moderation_log_by_program,
	opening: m.moderation_log_opening,
});

export const openingTexts = lazy({
	title: m.moderation_opening_title,
	lead: m.moderation_opening_lead,
	empty: m.moderation_opening_empty,
	back: m.moderation_opening_back,
	link: m.moderation_opening_link,
	askTitle: m.moderation_opening_ask_title,
	ask: (name: string) => m.moderation_opening_ask({ name }),
	reason: 'The reason',
	reasonHint: m.moderation_opening_reason_hint,
	what: m.moderation_opening_what,
	send: m.moderation_opening_send,
	sent: m.moderation_opening_sent,
	approved: m.moderation_opening_approved,
	withdrawn: m.moderation_opening_withdrawn,
	approve: m.moderation_opening_approve,
	approveHint: m.moderation_opening_approve_hint,
	ownHint: m.moderation_opening_own_hint,
	withdraw: m.moderation_opening_withdraw,
	read: m.moderation_opening_read,
	readHint: m.moderation_opening_read_hint,
	name: m.moderation_opening_name,
	gone: m.moderation_opening_gone,
	waiting: (when: string) => m.moderation_opening_waiting({ when }),
	open: m.moderation_opening_open,
	closed: m.moderation_opening_closed,
	asked: (name: string) => m.moderation_opening_asked({ name }),
	agreed: (name: string) => m.moderation_opening_agreed({ name }),
	thread: m.moderation_opening_thread,
	older: m.moderation_opening_older,
});

export const keyTexts = lazy({
	title: m.moderation_key_title,
	close: m.moderation_key_close,
	off: m.moderation_key_off,
	offHint: m.moderation_key_off_hint,
	list: [
		{ key: 'j', does: m.moderation_key_list_does },
		{ key: 'k', does: m.moderation_key_list_does_2 },
		{ key: 'Enter', does: m.moderation_key_list_does_3 },
		{ key: 's', does: m.moderation_key_list_does_4 },
		{ key: 'c', does: m.moderation_key_list_does_5 },
		{ key: 'd', does: m.moderation_key_list_does_6 },
		{ key: 'p', does: m.moderation_key_list_does_7 },
		{ key: 'n', does: m.moderation_key_list_does_8 },
		{ key: 'u', does: m.moderation_key_list_does_9 },
		{ key: '?', does: m.moderation_key_list_does_10 },
	],
});
