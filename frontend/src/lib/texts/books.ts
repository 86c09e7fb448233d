import { counted } from './numbers.js';
import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** The public numbers, and what admins look after. */

export const bookTexts = lazy({
	title: m.books_book_title,
	lead: m.books_book_lead,
	none: m.books_book_none,
	span: (from: string, until: string) => (from === until ? from : m.books_book_span({ from, until })),
	csv: m.books_book_csv,
	months: m.books_book_months,
	from: m.books_book_from,
	until: m.books_book_until,
	show: m.books_book_show,
	month: m.books_book_month,
	numbers: m.books_book_numbers,
	chart: {
		reports: m.books_book_chart_reports,
		measures: m.books_book_chart_measures,
		appeals: m.books_book_chart_appeals,
	},
	reports: m.books_book_reports,
	notices: m.books_book_notices,
	measures: m.books_book_measures,
	holds: m.books_book_holds,
	sanctions: m.books_book_sanctions,
	others: m.books_book_others,
	columns: {
		reason: m.books_reason,
		category: m.books_book_columns_category,
		received: m.books_book_columns_received,
		outcome: m.books_book_columns_outcome,
		median: m.books_book_columns_median,
		action: m.books_book_columns_action,
		rule: m.books_book_columns_rule,
		ground: m.books_book_columns_ground,
		found: m.books_book_columns_found,
		automatic: m.books_book_columns_automatic,
		count: m.books_book_columns_count,
		why: m.books_book_columns_why,
		held: m.books_book_columns_held,
		released: m.books_book_columns_released,
		removed: m.books_book_columns_removed,
		imposed: m.books_book_columns_imposed,
		undone: m.books_book_columns_undone,
	},
	program: m.books_book_program,
	person: m.books_book_person,
	error: (percent: number) => m.books_book_error({ percent }),
	appeals: (received: number, upheld: number, refused: number) =>
		m.books_book_appeals({
			objections: counted(received, m.noun_objection(), m.noun_objections()),
			upheld,
			refused,
		}),
	undone: (count: number) =>
		m.books_book_undone({ decisions_were: counted(count, m.noun_decision_was(), m.noun_decisions_were()) }),
	names: (count: number) => m.books_book_names({ names: counted(count, m.noun_name(), m.noun_names()) }),
	disclosures: (count: number) =>
		m.books_book_disclosures({ times: counted(count, m.noun_time(), m.noun_times()) }),
	members: (count: number) =>
		m.books_book_members({ members: counted(count, m.noun_member(), m.noun_members()) }),
	unmeasured: m.books_book_unmeasured,
});

/** Words of the books; a word that is new here is shown as it is, without its underscores. */
const WORDS: Record<string, string> = lazy({
	abuse: m.books_words_abuse,
	shaming: m.books_words_shaming,
	personal_information: m.books_words_personal_information,
	not_what_was_asked: m.books_words_not_what_was_asked,
	spam: m.books_words_spam,
	concern: m.books_words_concern,
	illegal: m.books_words_illegal,
	other: m.books_words_other,
	keep: m.books_words_keep,
	remove: m.books_words_remove,
	lock: m.books_words_lock,
	hold: m.books_words_hold,
	move: m.books_words_move,
	edit_notes: m.books_words_edit_notes,
	warn: m.books_words_warn,
	mute: m.books_words_mute,
	suspend: m.books_words_suspend,
	terms: m.books_words_terms,
	law: m.books_words_law,
	report: m.books_words_report,
	notice: m.books_words_notice,
	own_initiative: m.books_words_own_initiative,
	check: m.books_words_check,
	appeal: m.books_words_appeal,
	first_post: m.books_words_first_post,
	link: m.books_words_link,
	number: m.books_words_number,
	repeated: m.books_words_repeated,
	speed: m.books_words_speed,
	look_alike: m.books_words_look_alike,
	storm: m.books_words_storm,
	moderator: m.books_words_moderator,
});

export function bookWord(word: string): string {
	return WORDS[word] ?? word.replaceAll('_', ' ');
}

/** So many minutes, as a person says it. */
export function minutesInWords(minutes: number | null | undefined): string {
	if (minutes === null || minutes === undefined) return bookTexts.unmeasured;
	if (minutes < 90) return counted(minutes, m.noun_minute(), m.noun_minutes());
	if (minutes < 48 * 60) return counted(Math.round(minutes / 60), m.noun_hour(), m.noun_hours());
	return counted(Math.round(minutes / 1440), m.noun_day(), m.noun_days());
}

export const healthTexts = lazy({
	title: m.books_health_title,
	link: m.books_health_link,
	documents: m.books_health_documents,
	documentsLead: m.books_health_documents_lead,
	reviewBy: (day: string) => m.books_health_review_by({ day }),
	overdue: m.books_health_overdue,
	version: (version: string) => m.books_health_version({ version }),
	cases: m.books_health_cases,
	late: (count: number) => m.books_health_late({ cases: counted(count, m.noun_case(), m.noun_cases()) }),
	none: m.books_health_none,
	disclosures: m.books_health_disclosures,
	unsettled: (count: number) =>
		m.books_health_unsettled({
			disclosures_wait: counted(count, m.noun_disclosure_waits(), m.noun_disclosures_wait()),
		}),
	toDisclosures: m.books_health_to_disclosures,
	statements: m.books_health_statements,
	statementsLead: m.books_health_statements_lead,
	toStatements: m.books_health_to_statements,
	safety: m.books_health_safety,
	noLead: m.books_health_no_lead,
	lead: (lead: string, day: string) => m.books_health_lead({ lead, day }),
	oldLines: (ids: string) => m.books_health_old_lines({ ids }),
	retention: m.books_health_retention,
	what: m.books_health_what,
	howLong: m.books_health_how_long,
	why: m.books_health_why,
	books: m.books_health_books,
});

export const disclosureTexts = lazy({
	title: m.books_disclosure_title,
	lead: m.books_disclosure_lead,
	empty: m.books_disclosure_empty,
	older: m.books_disclosure_older,
	new: m.books_disclosure_new,
	reason: m.books_disclosure_reason,
	what: m.books_disclosure_what,
	whom: m.books_disclosure_whom,
	silence: m.books_disclosure_silence,
	silenceHint: m.books_disclosure_silence_hint,
	alone: m.books_disclosure_alone,
	aloneHint: m.books_disclosure_alone_hint,
	send: m.books_disclosure_send,
	sent: m.books_disclosure_sent,
	by: (name: string) => m.books_disclosure_by({ name }),
	lookedAt: (name: string) => m.books_disclosure_looked_at({ name }),
	states: {
		waiting: m.books_disclosure_states_waiting,
		unreviewed: m.books_disclosure_states_unreviewed,
		made: m.books_disclosure_states_made,
		withdrawn: m.books_disclosure_states_withdrawn,
	},
	note: m.books_disclosure_note,
	approve: { waiting: m.books_disclosure_approve_waiting, unreviewed: m.books_disclosure_approve_unreviewed },
	approved: m.books_disclosure_approved,
	withdraw: m.books_disclosure_withdraw,
	withdrawn: m.books_disclosure_withdrawn,
});
