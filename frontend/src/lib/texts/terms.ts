import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** What the pages about the terms, and about what somebody agreed to, say. */
export const termsTexts = lazy({
	link: m.terms_link,
	title: m.terms_title,
	from: (day: string) => m.terms_from({ day }),
	coming: (day: string) => m.terms_coming({ day }),
	earlier: m.terms_earlier,
	version: (version: string) => m.terms_version({ version }),
	now: m.terms_now,
	changed: m.terms_changed,
	changedNone: m.terms_changed_none,
	was: m.terms_was,
	is: m.terms_is,
	whole: m.terms_whole,
	rules: m.terms_rules,
	data: m.terms_data,
	holds: m.terms_holds,
	original: m.terms_original,
});

/** Signing up and settings. */
export const agreeTexts = lazy({
	tick: m.terms_agree_tick,
	terms: m.terms_agree_terms,
	missing: m.terms_agree_missing,
	title: m.terms_agree_title,
	accepted: (version: string, day: string) => m.terms_agree_accepted({ version, day }),
	acceptedNone: m.terms_agree_accepted_none,
	acceptNow: (version: string) => m.terms_agree_accept_now({ version }),
	given: (day: string) => m.terms_agree_given({ day }),
	notGiven: m.terms_agree_not_given,
	withdrawn: (day: string) => m.terms_agree_withdrawn({ day }),
	give: m.terms_agree_give,
	withdraw: m.terms_agree_withdraw,
	erase: m.terms_agree_erase,
	toErase: m.terms_agree_to_erase,
	done: m.terms_agree_done,
	consent: m.terms_agree_consent,
	consentHint: m.terms_agree_consent_hint,
	children: m.terms_agree_children,
});
