import type { MailSettings, Often } from '#lib/api/types.js';
import { dayOf } from './times.js';

/** The page of her choices about letters. */

export const OFTEN: Record<Often, string> = {
	off: 'No letters',
	at_once: 'Soon after; several in one',
	hourly: 'At most once an hour',
	daily: 'Once a day, in the morning',
	weekly: 'Once a week, on Monday',
};

/** How often letters about single things can come. */
export const OFTEN_ORDER: readonly Often[] = ['at_once', 'hourly', 'daily', 'weekly', 'off'];

/** The look at the whole forum is for a quiet moment: a day or a week. */
export const DIGEST_ORDER: readonly Often[] = ['off', 'daily', 'weekly'];

/** For how long somebody may want to hear nothing. */
export const PAUSES = [
	{ value: 'day', label: 'For a day' },
	{ value: 'week', label: 'For a week' },
	{ value: 'month', label: 'For a month' },
	{ value: 'quarter', label: 'For three months' },
] as const;
export type Pause = (typeof PAUSES)[number]['value'];

export const mailTexts = {
	title: 'Letters',
	hint: 'how often, how much they say, when they rest',
	lead: 'Everything that comes by letter also stands in your notices. Letters about signing in and about decisions on your posts always come.',
	kept: 'Kept. Letters that wait already follow it too.',
	save: 'Keep changes',
	look: 'Show me such a letter first',

	often: 'How often',
	replies: 'When somebody answers you',
	repliesHint:
		'In your threads, or to something you wrote. The first one waits two minutes, more are gathered.',
	followed: 'In threads you follow',
	followedHint: 'Where you wrote, or pressed “follow”.',
	digest: 'What else is new here',
	digestHint: 'Five threads at most, those first that nobody has answered. None when there is nothing.',

	words: 'How much they say',
	discreet: 'Little',
	discreetHint:
		'Subject and sender name no topic, no title and nobody’s name. “Someone replied. Open to read.”',
	withText: 'The words',
	withTextHint:
		'Who answered, and the beginning of it. Whoever sees your screen or opens your mail can read it too.',
	replyByMail: 'I answer by mail',
	replyByMailHint:
		'An answer to the letter becomes your answer in the thread, under the name you have there. Your mail program keeps a copy among the sent letters, where others may find it. Never with letters that say little.',

	quiet: 'Quiet hours',
	quietOn: 'No letters at night',
	quietOnHint: 'They wait until the morning. Letters about signing in come at any hour.',
	quietFrom: 'From',
	quietTo: 'Until',
	quietZone: (zone: string) => `By the clock of ${zone}.`,
	quietNoZone: 'You have not said where your clock is, so letters come at any hour.',
	changeZone: 'Change it',
	tellZone: 'Say it in the settings',

	preview: 'Such a letter',
	previewOf: {
		chosen: 'As you have chosen now. It is not kept yet.',
		kept: 'As letters come to you now. Its words are invented.',
	},
	previewReply: 'About an answer',
	previewDigest: 'What is gathered',
	previewNone: 'No letter can be shown at the moment.',
	list: 'On the phone’s list',
	from: 'From',
	subject: 'Subject',
	preheader: 'Beside it',
	now: 'now',
	html: 'As mail programs show it',
	text: 'As plain text',
	notKept: 'Not kept yet.',
	keepChosen: 'Keep it like this',

	pause: 'A pause',
	pauseText: 'Nothing comes meanwhile, and nothing is sent afterwards that you have read by then.',
	pauseLabel: 'How long',
	pauseButton: 'Pause letters',
	paused: (until: string) => `Letters rest until ${until}.`,
	pausedNow: (until: string) => `Letters rest now, until ${until}.`,
	goOn: 'Go on now',
	goneOn: 'Letters come again.',

	stopped: 'You have stopped all letters.',
	start: 'Let them come again',

	address: 'Where they go',
	test: 'Send me a test letter',
	testSent: 'A test letter is on its way. It says nothing but that it came.',
	testSoon: 'A test letter went out a moment ago. Please give it ten minutes before the next one.',

	second: 'Another address for notices',
	secondText:
		'One that only you open. Nobody is shown it, and nobody can sign in with it. Letters about signing in still go to your own.',
	secondAddress: 'The other address',
	secondPassword: 'Your password',
	secondPasswordHint: 'So that nobody who finds your device open sends your letters elsewhere.',
	secondButton: 'Send a letter to it',
	secondAsked: (address: string) => `A letter is on its way to ${address}. Its link is good for a day.`,
	secondWaiting: (address: string) =>
		`${address} waits: open the link in the letter we sent there. Until then notices go to your own address.`,
	secondWorks: (address: string) => `Notices go to ${address}.`,
	secondRemove: 'Take this address away',
	secondRemoved: 'Notices go to your own address again.',

	why: 'Why didn’t I get it?',
	whyHint: 'every letter of the last weeks, also those that were not sent',
} as const;

/** Whether letters reach her, in a sentence. */
export const STATUS: Record<MailSettings['status'], (address: string) => string> = {
	working: (address) => `They go to ${address}, and arrive as far as we know.`,
	doubtful: (address) =>
		`Some letters to ${address} came back. We go on trying; please see whether your mailbox is full.`,
	unreachable: (address) =>
		`We can’t reach your address. Letters to ${address} came back, so we send no more of them than we must.`,
	complained: (address) =>
		`Your mail program told us that letters to ${address} are not wanted, so we send none but what we must. If that was a slip of the finger, write to the people who run this place.`,
};

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
		return { value, label: until ? `${label}, until ${dayOf(until.toISOString(), zone)}` : label };
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
