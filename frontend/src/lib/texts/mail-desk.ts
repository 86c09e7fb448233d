import type { LetterFate, MailCheck, MailRecord } from '#lib/api/types.js';
import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** The admins' page about mail: what the DNS has to say, what became of letters, who is not written to. */
export const mailDeskTexts = lazy({
	title: m.mail_desk_title,
	lead: m.mail_desk_lead,
	records: m.mail_desk_records,
	recordsOf: (domain: string) => m.mail_desk_records_of({ domain }),
	name: m.mail_desk_name,
	type: m.mail_desk_type,
	value: m.mail_desk_value,
	test: m.mail_desk_test,
	testHint: m.mail_desk_test_hint,
	found: m.mail_desk_found,
	allGood: m.mail_desk_all_good,
	notAll: (count: string) => m.mail_desk_not_all({ count }),

	fates: m.mail_desk_fates,
	fatesHint: m.mail_desk_fates_hint,
	noFates: m.mail_desk_no_fates,
	chart: m.mail_desk_chart,
	table: m.mail_desk_table,
	day: m.mail_desk_day,
	reasons: m.mail_desk_reasons,
	reason: m.mail_desk_reason,
	count: m.mail_desk_count,
	complaints: (rate: string) => m.mail_desk_complaints({ rate }),
	complaintsWarn: m.mail_desk_complaints_warn,
	complaintsStop: m.mail_desk_complaints_stop,

	lift: m.mail_desk_lift,
	liftHint: m.mail_desk_lift_hint,
	email: m.mail_desk_email,
	why: m.mail_desk_why,
	liftButton: m.mail_desk_lift_button,
	lifted: m.mail_desk_lifted,
});

/** What a record is for. */
export const PURPOSES: Record<MailRecord['purpose'], string> = lazy({
	spf: m.mail_desk_purposes_spf,
	dkim: m.mail_desk_purposes_dkim,
	dmarc: m.mail_desk_purposes_dmarc,
	mx: m.mail_desk_purposes_mx,
	ptr: m.mail_desk_purposes_ptr,
	tls_reports: m.mail_desk_purposes_tls_reports,
});

/** What the DNS says of a record. */
export const STATES: Record<MailCheck['state'], string> = lazy({
	ok: m.mail_desk_states_ok,
	missing: m.mail_desk_states_missing,
	different: m.mail_desk_states_different,
	unreachable: m.mail_desk_states_unreachable,
});

export const FATES: Record<LetterFate['fate'], string> = lazy({
	sent: m.mail_desk_fates_sent,
	skipped: m.mail_desk_fates_skipped,
	failed: m.mail_desk_fates_failed,
	bounced: m.mail_desk_fates_bounced,
	complained: m.mail_desk_fates_complained,
});

/** Why letters did not arrive, where it says something about mail and nothing about a reader. */
export const TROUBLES: Record<string, string> = lazy({
	taken_back: m.mail_desk_troubles_taken_back,
	removed: m.mail_desk_troubles_removed,
	held: m.mail_desk_troubles_held,
	gone: m.mail_desk_troubles_gone,
	undone: m.mail_desk_troubles_undone,
	cap: m.mail_desk_troubles_cap,
	suppressed: m.mail_desk_troubles_suppressed,
	unreachable: m.mail_desk_troubles_unreachable,
	expired: m.mail_desk_troubles_expired,
	refused: m.mail_desk_troubles_refused,
	full: m.mail_desk_troubles_full,
	policy: m.mail_desk_troubles_policy,
	unwritten: m.mail_desk_troubles_unwritten,
});
