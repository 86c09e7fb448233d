import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** The statement of reasons: what an author reads about a decision on her words. */

export const decisionTexts = lazy({
	title: m.decisions_decision_title,
	empty: m.decisions_decision_empty,
	lead: m.decisions_decision_lead,
	headline: {
		remove: m.decisions_decision_headline_remove,
		keep: m.decisions_decision_headline_keep,
		lock: m.decisions_decision_headline_lock,
		hold: m.decisions_decision_headline_hold,
		move: m.decisions_decision_headline_move,
		edit_notes: m.decisions_decision_headline_edit_notes,
	} as Record<string, () => string>,
	headlineOther: m.decisions_decision_headline_other,
	erased: m.decisions_decision_erased,
	undone: (when: string) => m.decisions_decision_undone({ when }),
	undoneLock: (when: string) => m.decisions_decision_undone_lock({ when }),
	message: m.decisions_decision_message,
	what: m.decisions_decision_what,
	measures: {
		remove: m.decisions_decision_measures_remove,
		keep: m.decisions_decision_measures_keep,
		lock: m.decisions_decision_measures_lock,
		hold: m.decisions_decision_measures_hold,
		move: m.decisions_decision_measures_move,
		edit_notes: m.decisions_decision_measures_edit_notes,
	} as Record<string, () => string>,
	rule: m.decisions_decision_rule,
	facts: m.decisions_decision_facts,
	found: m.decisions_decision_found,
	foundBy: {
		report: m.decisions_decision_found_by_report,
		notice: m.decisions_decision_found_by_notice,
		own_initiative: m.decisions_decision_found_by_own_initiative,
		check: m.decisions_decision_found_by_check,
	} as Record<string, () => string>,
	foundOther: m.decisions_decision_found_other,
	ground: m.decisions_decision_ground,
	grounds: { terms: m.decisions_decision_grounds_terms, law: m.decisions_decision_grounds_law } as Record<
		string,
		() => string
	>,
	automatic: m.decisions_decision_automatic,
	byPerson: m.decisions_decision_by_person,
	byPersonNoticed: m.decisions_decision_by_person_noticed,
	byProgram: m.decisions_decision_by_program,
	when: m.decisions_decision_when,
	yourWords: m.decisions_decision_your_words,
	yourWordsHint: m.decisions_decision_your_words_hint,
	object: m.decisions_decision_object,
	objectText: (until: string) => m.decisions_decision_object_text({ until }),
	objectPast: m.decisions_decision_object_past,
	appeal: {
		open: m.decisions_decision_appeal_open,
		text: m.decisions_decision_appeal_text,
		hint: m.decisions_decision_appeal_hint,
		send: m.decisions_decision_appeal_send,
		made: m.decisions_decision_appeal_made,
		waiting: m.decisions_decision_appeal_waiting,
		upheld: m.decisions_decision_appeal_upheld,
		refused: m.decisions_decision_appeal_refused,
		reason: m.decisions_decision_appeal_reason,
	},
	opening: m.decisions_decision_opening,
	answer: m.decisions_decision_answer,
	aThread: m.decisions_decision_a_thread,
	sanction: m.decisions_decision_sanction,
	seenByNobody: m.decisions_decision_seen_by_nobody,
	names: m.decisions_decision_names,
	namesLead: m.decisions_decision_names_lead,
	nameOpened: m.decisions_decision_name_opened,
	nameReason: m.decisions_decision_name_reason,
	data: m.decisions_decision_data,
	signOut: m.decisions_decision_sign_out,
	guidelines: m.decisions_decision_guidelines,
});

/** For how many days a decision can be undone (promise 6). */
export const undoDays = 180;

/** What the writer of a held post reads: that it waits, why, and until about when. */
export const heldTexts = lazy({
	title: m.decisions_held_title,
	lead: m.decisions_held_lead,
	why: {
		first_post: m.decisions_held_why_first_post,
		link: m.decisions_held_why_link,
		number: m.decisions_held_why_number,
		repeated: m.decisions_held_why_repeated,
		speed: m.decisions_held_why_speed,
		look_alike: m.decisions_held_why_look_alike,
		storm: m.decisions_held_why_storm,
		moderator: m.decisions_held_why_moderator,
	} as Record<string, () => string>,
	until: (when: string) => m.decisions_held_until({ when }),
	longer: m.decisions_held_longer,
	decision: m.decisions_held_decision,
	back: m.decisions_held_back,
	takeBack: m.decisions_held_take_back,
});

/** What a sanction was, and until when. */
export function sanctionSentence(kind: string, until: string): string {
	if (kind === 'warn') return m.decisions_decision_sanctions_warn();
	if (kind === 'mute') return m.decisions_decision_sanctions_mute({ until });
	return until
		? m.decisions_decision_sanctions_suspend({ until })
		: m.decisions_decision_sanctions_suspend_2();
}
