import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** The desk: what moderators say to each other, the conversation with a writer, and who is on duty. */

export const noteTexts = lazy({
	title: m.desk_note_title,
	lead: m.desk_note_lead,
	kinds: {
		note: () => '',
		question: m.desk_note_kinds_question,
		answer: m.desk_note_kinds_answer,
		handover: m.desk_note_kinds_handover,
	} as Record<string, () => string>,
	nothing: m.desk_note_nothing,
	label: m.desk_note_label,
	hint: m.desk_note_hint,
	keep: m.desk_note_keep,
	ask: m.desk_note_ask,
	handOver: m.desk_note_hand_over,
	handOverHint: m.desk_note_hand_over_hint,
	noted: m.desk_note_noted,
	asked: m.desk_note_asked,
	handedOver: m.desk_note_handed_over,
});

export const talkTexts = lazy({
	title: m.desk_talk_title,
	lead: m.desk_talk_lead,
	sides: { moderator: m.desk_talk_sides_moderator, member: m.desk_talk_sides_member } as Record<
		string,
		() => string
	>,
	label: m.desk_talk_label,
	hint: m.desk_talk_hint,
	send: m.desk_talk_send,
	sent: m.desk_talk_sent,
});

/** The same conversation, as the member reads it. */
export const conversationTexts = lazy({
	title: m.desk_conversation_title,
	lead: m.desk_conversation_lead,
	empty: m.desk_conversation_empty,
	about: m.desk_conversation_about,
	aThread: m.desk_conversation_a_thread,
	sides: {
		moderator: m.desk_conversation_sides_moderator,
		member: m.desk_conversation_sides_member,
	} as Record<string, () => string>,
	label: m.desk_conversation_label,
	hint: m.desk_conversation_hint,
	send: m.desk_conversation_send,
	link: m.desk_conversation_link,
	linkHint: m.desk_conversation_link_hint,
});

export const shiftTexts = lazy({
	title: m.desk_shift_title,
	link: m.desk_shift_link,
	lead: m.desk_shift_lead,
	on: m.desk_shift_on,
	off: m.desk_shift_off,
	others: (count: number) =>
		count === 0
			? m.desk_shift_others()
			: count === 1
				? m.desk_shift_others_2()
				: m.desk_shift_others_3({ count }),
	hours: m.desk_shift_hours,
	begin: m.desk_shift_begin,
	longer: m.desk_shift_longer,
	hard: (count: number, enough: number) => m.desk_shift_hard({ count, enough }),
	rest: m.desk_shift_rest,
	holds: (count: number) => (count === 1 ? m.desk_shift_holds() : m.desk_shift_holds_2({ count })),
	note: m.desk_shift_note,
	noteHint: m.desk_shift_note_hint,
	end: m.desk_shift_end,
	ended: m.desk_shift_ended,
	begun: m.desk_shift_begun,
	notes: m.desk_shift_notes,
	noNotes: m.desk_shift_no_notes,
	unattended: m.desk_shift_unattended,
	back: m.desk_shift_back,
});

/** What everybody may know of it. */
export const coverageTexts = lazy({
	unattended: m.desk_coverage_unattended,
	storm: m.desk_coverage_storm,
	wait: (minutes: number) => m.desk_coverage_wait({ minutes }),
});
