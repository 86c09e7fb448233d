import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** A sentence for every code of the API: what happened, that nothing was lost, what to do. */
const PROBLEMS: Record<string, string> = lazy({
	malformed: m.errors_problems_malformed,
	invalid: m.errors_problems_invalid,
	unauthenticated: m.errors_problems_unauthenticated,
	wrong_credentials: m.errors_problems_wrong_credentials,
	token_spent: m.errors_problems_token_spent,
	forbidden: m.errors_problems_forbidden,
	suspended: m.errors_problems_suspended,
	muted: m.errors_problems_muted,
	reports_rest: m.errors_problems_reports_rest,
	already_asked: m.errors_problems_already_asked,
	own_opening: m.errors_problems_own_opening,
	own_disclosure: m.errors_problems_own_disclosure,
	opening_settled: m.errors_problems_opening_settled,
	last_admin: m.errors_problems_last_admin,
	not_found: m.errors_problems_not_found,
	voice_fixed: m.errors_problems_voice_fixed,
	locked: m.errors_problems_locked,
	idempotency_mismatch: m.errors_problems_idempotency_mismatch,
	somebody_writes: m.errors_problems_somebody_writes,
	already_claimed: m.errors_problems_already_claimed,
	not_claimed: m.errors_problems_not_claimed,
	case_closed: m.errors_problems_case_closed,
	not_now: m.errors_problems_not_now,
	method_not_allowed: m.errors_problems_method_not_allowed,
	already_undone: m.errors_problems_already_undone,
	already_appealed: m.errors_problems_already_appealed,
	set_by_moderator: m.errors_problems_set_by_moderator,
	trial_first: m.errors_problems_trial_first,
	own_decision: m.errors_problems_own_decision,
	audience_fixed: m.errors_problems_audience_fixed,
	too_late: m.errors_problems_too_late,
	too_large: m.errors_problems_too_large,
	unsupported_media_type: m.errors_problems_unsupported_media_type,
	too_many: m.errors_problems_too_many,
	internal: m.errors_problems_internal,
	unavailable: m.errors_problems_unavailable,
});

const FIELDS: Record<string, string> = lazy({
	required: m.errors_fields_required,
	too_short: m.errors_fields_too_short,
	too_long: m.errors_fields_too_long,
	not_over: m.errors_fields_not_over,
	after_until: m.errors_fields_after_until,
	unknown_field: m.errors_fields_unknown_field,
	warn_first: m.errors_fields_warn_first,
	taken: m.errors_fields_taken,
	too_many: m.errors_fields_too_many,
	not_allowed: m.errors_fields_not_allowed,
	unknown: m.errors_fields_unknown,
	wrong_type: m.errors_fields_wrong_type,
	too_common: m.errors_fields_too_common,
	bad_characters: m.errors_fields_bad_characters,
	differs: m.errors_fields_differs,
});

/** Where a field deserves better words than its code alone. */
const SPECIAL: Record<string, string> = lazy({
	'email.required': m.errors_special_email_required,
	'email.wrong_type': m.errors_special_email_wrong_type,
	'email.not_allowed': m.errors_special_email_not_allowed,
	'email.bad_characters': m.errors_special_email_bad_characters,
	'email.unknown': m.errors_special_email_unknown,
	'password.required': m.errors_special_password_required,
	'password.too_short': m.errors_special_password_too_short,
	'password.too_common': m.errors_special_password_too_common,
	'name.required': m.errors_special_name_required,
	'name.taken': m.errors_special_name_taken,
	'name.not_allowed': m.errors_special_name_not_allowed,
	'name.too_long': m.errors_special_name_too_long,
	'body.required': m.errors_special_body_required,
	'body.too_long': m.errors_special_body_too_long,
	'title.too_long': m.errors_special_title_too_long,
	'note.too_long': m.errors_special_note_too_long,
	'message.required': m.errors_special_message_required,
	'facts.required': m.errors_special_facts_required,
	'words.too_long': m.errors_special_words_too_long,
	'words.too_many': m.errors_special_words_too_many,
	'reason.required': m.errors_special_reason_required,
	'reason.too_short': m.errors_special_reason_too_short,
	'sanction.until.not_allowed': m.errors_special_sanction_until_not_allowed,
	'sanction.until.wrong_type': m.errors_special_sanction_until_wrong_type,
	'space.unknown': m.errors_special_space_unknown,
	'space.required': m.errors_special_space_required,
	'need.required': m.errors_special_need_required,
	'time_zone.unknown': m.errors_special_time_zone_unknown,
	'words.required': m.errors_special_words_required,
	'words.unknown': m.errors_special_words_unknown,
	'sure.required': m.errors_special_sure_required,
	'country.unknown': m.errors_special_country_unknown,
	'password.wrong': m.errors_special_password_wrong,
	'reply_by_mail.not_with_discreet': m.errors_special_reply_by_mail_not_with_discreet,
	'with_text.not_with_discreet': m.errors_special_with_text_not_with_discreet,
	'quiet_from.unknown': m.errors_special_quiet_from_unknown,
	'quiet_to.unknown': m.errors_special_quiet_to_unknown,
	'pause_until.too_soon': m.errors_special_pause_until_too_soon,
	'pause_until.too_late': m.errors_special_pause_until_too_late,
	'pause_until.required': m.errors_special_pause_until_required,
});

/** The sentence of a refusal; how long to wait is said when the API says it. */
export function problemSentence(refusal: { code: string; retryAfter?: number | null }): string {
	if (refusal.code === 'too_many' && refusal.retryAfter) {
		return m.errors_problem_sentence({ retryAfter: waiting(refusal.retryAfter) });
	}
	return PROBLEMS[refusal.code] ?? PROBLEMS.internal ?? '';
}

/** The sentence beside a field. */
export function fieldSentence(field: string, code: string): string {
	return SPECIAL[`${field}.${code}`] ?? FIELDS[code] ?? m.errors_field_sentence();
}

function waiting(seconds: number): string {
	if (seconds < 60) return m.errors_waiting();
	const minutes = Math.ceil(seconds / 60);
	if (minutes < 60) return m.errors_waiting_2({ minutes });
	const hours = Math.ceil(minutes / 60);
	return hours === 1 ? m.errors_waiting_3() : m.errors_waiting_4({ hours });
}
