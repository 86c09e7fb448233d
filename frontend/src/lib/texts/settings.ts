import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** Settings: the profile, letters, the places where one is signed in, the password. */

export const settingsTexts = lazy({
	title: m.settings_title,
	sections: {
		profile: m.settings_sections_profile,
		home: m.settings_sections_home,
		mail: m.settings_sections_mail,
		sessions: m.settings_sections_sessions,
		password: m.settings_sections_password,
	},
	devices: m.settings_devices,
	kept: m.settings_kept,
	save: m.settings_save,

	name: m.settings_name,
	nameHint: m.settings_name_hint,
	email: m.settings_email,
	emailHint: m.settings_email_hint,
	language: m.settings_language,
	languageHint: m.settings_language_hint,
	timeZone: m.settings_time_zone,
	timeZoneHint: m.settings_time_zone_hint,
	noTimeZone: m.settings_no_time_zone,
	deviceZone: (zone: string) => m.settings_device_zone({ zone }),
	country: m.settings_country,
	countryHint: m.settings_country_hint,
	noCountry: m.settings_no_country,
	joined: (day: string) => m.settings_joined({ day }),

	tabs: m.settings_tabs,
	tabsHint: (name: string) => m.settings_tabs_hint({ name }),
	parting: m.settings_parting,
	partingHint: m.settings_parting_hint,
	partingShared: m.settings_parting_shared,
	homeMore: m.settings_home_more,

	mailHint: m.settings_mail_hint,
	mailLink: m.settings_mail_link,

	thisOne: m.settings_this_one,
	started: (day: string) => m.settings_started({ day }),
	lastUsed: (day: string) => m.settings_last_used({ day }),
	shared: m.settings_shared,
	end: m.settings_end,
	endNamed: (device: string) => m.settings_end_named({ device }),
	endOthers: m.settings_end_others,
	onlyThis: m.settings_only_this,
	ended: m.settings_ended,
	endedOthers: m.settings_ended_others,
	endedGone: m.settings_ended_gone,

	passwordText: m.settings_password_text,
	passwordButton: m.settings_password_button,
	passwordSent: (email: string) => m.settings_password_sent({ email }),
});

/** What is hers: taking it along, and leaving for good. */
export const dataTexts = lazy({
	title: m.settings_data_title,
	take: m.settings_data_take,
	takeHint: m.settings_data_take_hint,
	leave: m.settings_data_leave,
	leaveHint: m.settings_data_leave_hint,

	intro: m.settings_data_intro,
	always: m.settings_data_always,
	alwaysList: [
		m.settings_data_always_list,
		m.settings_data_always_list_2,
		m.settings_data_always_list_3,
		m.settings_data_always_list_4,
	],
	words: m.settings_data_words,
	remove: m.settings_data_remove,
	removeHint: m.settings_data_remove_hint,
	keep: m.settings_data_keep,
	keepHint: m.settings_data_keep_hint,
	when: m.settings_data_when,
	rest: m.settings_data_rest,
	first: m.settings_data_first,
	sure: m.settings_data_sure,
	go: m.settings_data_go,
	stay: m.settings_data_stay,

	running: m.settings_data_running,
	runningText: (day: string) => m.settings_data_running_text({ day }),
	done: m.settings_data_done,
	doneText: m.settings_data_done_text,
	removed: m.settings_data_removed,
	removing: m.settings_data_removing,
	kept: m.settings_data_kept,
	asked: (day: string) => m.settings_data_asked({ day }),
	receipt: m.settings_data_receipt,
	receiptText: m.settings_data_receipt_text,
	goOn: m.settings_data_go_on,
});

/** The languages of the pages, each under its own name; of English also where it is written differently. */
export const languages: readonly { locale: string; name: string }[] = [
	{ locale: 'en', name: 'English' },
	{ locale: 'en-AU', name: 'English (Australia)' },
	{ locale: 'en-CA', name: 'English (Canada)' },
	{ locale: 'en-IN', name: 'English (India)' },
	{ locale: 'en-IE', name: 'English (Ireland)' },
	{ locale: 'en-NZ', name: 'English (New Zealand)' },
	{ locale: 'en-ZA', name: 'English (South Africa)' },
	{ locale: 'en-GB', name: 'English (United Kingdom)' },
	{ locale: 'en-US', name: 'English (United States)' },
	{ locale: 'es', name: 'Español' },
	{ locale: 'he', name: 'עברית' },
];
