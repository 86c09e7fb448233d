import type { LetterFate, Often, StopOffer } from '#lib/api/types.js';
import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** The pages behind the links in letters. They say the same for every link, so that they tell nothing about an address. */

export const stopTexts = lazy({
	title: m.letters_stop_title,
	kinds: {
		replies: m.letters_stop_kinds_replies,
		followed: m.letters_stop_kinds_followed,
		digest: m.letters_stop_kinds_digest,
		all: m.letters_stop_kinds_all,
	} satisfies Record<StopOffer['kind'], () => string> as Record<string, () => string>,
	otherKind: m.letters_stop_other_kind,
	ask: (kind: string) => m.letters_stop_ask({ kind }),
	effect: m.letters_stop_effect,
	button: m.letters_stop_button,
	done: (kind: string) => m.letters_stop_done({ kind }),
	again: m.letters_stop_again,
	less: m.letters_stop_less,
	settings: m.letters_stop_settings,
});

export const manageTexts = lazy({
	title: m.letters_manage_title,
	lead: m.letters_manage_lead,
	thread: m.letters_manage_thread,
	threadText: m.letters_manage_thread_text,
	mute: m.letters_manage_mute,
	muted: m.letters_manage_muted,
	unmute: m.letters_manage_unmute,
	unmuted: m.letters_manage_unmuted,
	often: m.letters_manage_often,
	keep: m.letters_manage_keep,
	kept: m.letters_manage_kept,
	stop: m.letters_manage_stop,
	stopText: m.letters_manage_stop_text,
	stopAll: m.letters_manage_stop_all,
	stopped: m.letters_manage_stopped,
	start: m.letters_manage_start,
	started: m.letters_manage_started,
	more: m.letters_manage_more,
	settings: m.letters_manage_settings,
});

export const confirmTexts = lazy({
	title: m.letters_confirm_title,
	ask: m.letters_confirm_ask,
	hint: m.letters_confirm_hint,
	button: m.letters_confirm_button,
	done: m.letters_confirm_done,
	doneText: m.letters_confirm_done_text,
	spent: m.letters_confirm_spent,
	spentText: m.letters_confirm_spent_text,
	again: m.letters_confirm_again,
});

/** "Why didn't I get it": what each letter was, and what became of it. */
export const whyTexts = lazy({
	title: m.letters_why_title,
	lead: m.letters_why_lead,
	empty: m.letters_why_empty,
	choices: m.letters_why_choices,
	older: m.letters_why_older,
	thread: m.letters_why_thread,
	kinds: {
		reply: m.letters_why_kinds_reply,
		followed: m.letters_why_kinds_followed,
		digest: m.letters_why_kinds_digest,
		mailed_reply: m.letters_why_kinds_mailed_reply,
		resting: m.letters_why_kinds_resting,
		decision: m.letters_why_kinds_decision,
		undone: m.letters_why_kinds_undone,
		name_opened: m.letters_why_kinds_name_opened,
		terms_changed: m.letters_why_kinds_terms_changed,
		moderator_wrote: m.letters_why_kinds_moderator_wrote,
		desk_waits: m.letters_why_kinds_desk_waits,
		called: m.letters_why_kinds_called,
		how_are_you: m.letters_why_kinds_how_are_you,
		report_closed: m.letters_why_kinds_report_closed,
		sign_in_link: m.letters_why_kinds_sign_in_link,
		reset: m.letters_why_kinds_reset,
		second_address: m.letters_why_kinds_second_address,
		test: m.letters_why_kinds_test,
	} as Record<string, () => string>,
	otherKind: m.letters_why_other_kind,
	fates: {
		sent: m.letters_why_fates_sent,
		skipped: m.letters_why_fates_skipped,
		failed: m.letters_why_fates_failed,
		bounced: m.letters_why_fates_bounced,
		complained: m.letters_why_fates_complained,
	} satisfies Record<LetterFate['fate'], () => string>,
	reasons: {
		unwanted: m.letters_why_reasons_unwanted,
		read: m.letters_why_reasons_read,
		active: m.letters_why_reasons_active,
		muted: m.letters_why_reasons_muted,
		hidden: m.letters_why_reasons_hidden,
		blocked: m.letters_why_reasons_blocked,
		taken_back: m.letters_why_reasons_taken_back,
		removed: m.letters_why_reasons_removed,
		held: m.letters_why_reasons_held,
		coalesced: m.letters_why_reasons_coalesced,
		in_digest: m.letters_why_reasons_in_digest,
		quiet: m.letters_why_reasons_quiet,
		paused: m.letters_why_reasons_paused,
		cap: m.letters_why_reasons_cap,
		suppressed: m.letters_why_reasons_suppressed,
		unreachable: m.letters_why_reasons_unreachable,
		expired: m.letters_why_reasons_expired,
		refused: m.letters_why_reasons_refused,
		full: m.letters_why_reasons_full,
		gone: m.letters_why_reasons_gone,
		undone: m.letters_why_reasons_undone,
		suspended: m.letters_why_reasons_suspended,
		unwritten: m.letters_why_reasons_unwritten,
		policy: m.letters_why_reasons_policy,
	} satisfies Record<NonNullable<LetterFate['reason']>, () => string>,
});

/** What became of a letter and why, in plain sentences. */
export function fateSentence({ fate, reason }: Pick<LetterFate, 'fate' | 'reason'>): string {
	return [whyTexts.fates[fate], reason && whyTexts.reasons[reason]].filter(Boolean).join(' ');
}

/** How often, short enough for a small page. */
export const OFTEN_SHORT: Record<Often, string> = lazy({
	at_once: m.letters_often_short_at_once,
	hourly: m.letters_often_short_hourly,
	daily: m.letters_often_short_daily,
	weekly: m.letters_often_short_weekly,
	off: m.letters_often_short_off,
});
