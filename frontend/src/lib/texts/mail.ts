import type { MailSettings, Often } from '#lib/api/types.js';
import { dayOf } from './times.js';
import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** The page of her choices about letters. */

export const OFTEN: Record<Often, string> = lazy({
	off: m.mail_often_off,
	at_once: m.mail_often_at_once,
	hourly: m.mail_often_hourly,
	daily: m.mail_often_daily,
	weekly: m.mail_often_weekly,
});

/** How often letters about single things can come. */
export const OFTEN_ORDER: readonly Often[] = ['at_once', 'hourly', 'daily', 'weekly', 'off'];

/** The look at the whole forum is for a quiet moment: a day or a week. */
export const DIGEST_ORDER: readonly Often[] = ['off', 'daily', 'weekly'];

/** For how long somebody may want to hear nothing. */
export const PAUSES = lazy([
	{ value: 'day', label: m.mail_pauses_label },
	{ value: 'week', label: m.mail_pauses_label_2 },
	{ value: 'month', label: m.mail_pauses_label_3 },
	{ value: 'quarter', label: m.mail_pauses_label_4 },
]);
export type Pause = (typeof PAUSES)[number]['value'];

export const mailTexts = lazy({
	title: m.mail_title,
	hint: m.mail_hint,
	lead: m.mail_lead,
	kept: m.mail_kept,
	save: m.mail_save,
	look: m.mail_look,

	often: m.mail_often,
	replies: m.mail_replies,
	repliesHint: m.mail_replies_hint,
	followed: m.mail_followed,
	followedHint: m.mail_followed_hint,
	digest: m.mail_digest,
	digestHint: m.mail_digest_hint,

	words: m.mail_words,
	discreet: m.mail_discreet,
	discreetHint: m.mail_discreet_hint,
	withText: m.mail_with_text,
	withTextHint: m.mail_with_text_hint,
	replyByMail: m.mail_reply_by_mail,
	replyByMailHint: m.mail_reply_by_mail_hint,

	quiet: m.mail_quiet,
	quietOn: m.mail_quiet_on,
	quietOnHint: m.mail_quiet_on_hint,
	quietFrom: m.mail_quiet_from,
	quietTo: m.mail_quiet_to,
	quietZone: (zone: string) => m.mail_quiet_zone({ zone }),
	quietNoZone: m.mail_quiet_no_zone,
	changeZone: m.mail_change_zone,
	tellZone: m.mail_tell_zone,

	preview: m.mail_preview,
	previewOf: {
		chosen: m.mail_preview_of_chosen,
		kept: m.mail_preview_of_kept,
	},
	previewReply: m.mail_preview_reply,
	previewDigest: m.mail_preview_digest,
	previewNone: m.mail_preview_none,
	list: m.mail_list,
	from: m.mail_from,
	subject: m.mail_subject,
	preheader: m.mail_preheader,
	now: m.mail_now,
	html: m.mail_html,
	text: m.mail_text,
	notKept: m.mail_not_kept,
	keepChosen: m.mail_keep_chosen,

	pause: m.mail_pause,
	pauseText: m.mail_pause_text,
	pauseLabel: m.mail_pause_label,
	pauseButton: m.mail_pause_button,
	paused: (until: string) => m.mail_paused({ until }),
	pausedNow: (until: string) => m.mail_paused_now({ until }),
	goOn: m.mail_go_on,
	goneOn: m.mail_gone_on,

	stopped: m.mail_stopped,
	start: m.mail_start,

	address: m.mail_address,
	test: m.mail_test,
	testSent: m.mail_test_sent,
	testSoon: m.mail_test_soon,

	second: m.mail_second,
	secondText: m.mail_second_text,
	secondAddress: m.mail_second_address,
	secondPassword: m.mail_second_password,
	secondPasswordHint: m.mail_second_password_hint,
	secondButton: m.mail_second_button,
	secondAsked: (address: string) => m.mail_second_asked({ address }),
	secondWaiting: (address: string) => m.mail_second_waiting({ address }),
	secondWorks: (address: string) => m.mail_second_works({ address }),
	secondRemove: m.mail_second_remove,
	secondRemoved: m.mail_second_removed,

	why: m.mail_why,
	whyHint: m.mail_why_hint,
});

/** Whether letters reach her, in a sentence. */
export const STATUS: Record<MailSettings['status'], (address: string) => string> = lazy({
	working: (address: string) => m.mail_status_working({ address }),
	doubtful: (address: string) => m.mail_status_doubtful({ address }),
	unreachable: (address: string) => m.mail_status_unreachable({ address }),
	complained: (address: string) => m.mail_status_complained({ address }),
});

/** When a pause that begins now ends. */
export function pauseUntil(pause: string, now: Date): Date | null {
	const until = new Date(now);
	if (pause === 'day') until.setUTCDate(until.getUTCDate() + 1);
	else if (pause === 'week') until.setUTCDate(until.getUTCDate() + 7);
	else if (pause === 'month') until.setUTCDate(until.getUTCDate() + 30);
	else if (pause === 'quarter') until.setUTCDate(until.getUTCDate() + 90);
	else return null;
	return until;
}

/** The same as she chooses it: "For a week, until 30 November 2026". */
export function pauseLabels(now: Date, zone: string | null): { value: string; label: string }[] {
	return PAUSES.map(({ value, label }) => {
		const until = pauseUntil(value, now);
		return {
			value,
			label: until ? m.mail_pause_labels_label({ label, part1: dayOf(until.toISOString(), zone) }) : label,
		};
	});
}

/** A time zone as one would say it: "Berlin, Central European Time". */
export function zoneInWords(zone: string): string {
	const place = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
	try {
		const parts = new Intl.DateTimeFormat('en-GB', {
			timeZone: zone,
			timeZoneName: 'longGeneric',
		}).formatToParts();
		const name = parts.find(({ type }) => type === 'timeZoneName')?.value;
		return name && !name.includes(place) ? `${place}, ${name}` : (name ?? place);
	} catch {
		return place;
	}
}
