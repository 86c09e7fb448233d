/** Settings: the profile, letters, the places where one is signed in, the password. */

export const settingsTexts = {
	title: 'Settings',
	sections: {
		profile: 'You',
		home: 'At home',
		mail: 'Letters',
		sessions: 'Where you are signed in',
		password: 'Password',
	},
	devices: 'Devices',
	kept: 'Kept.',
	save: 'Keep changes',

	name: 'Your name',
	nameHint:
		'Shown where you write under your name. Changing it changes it there too; your aliases stay as they are.',
	email: 'Your address',
	emailHint: 'Only for letters and signing in. Nobody else sees it.',
	language: 'Language',
	languageHint: 'For letters and the way days are written. The forum itself speaks English so far.',
	timeZone: 'Time zone',
	timeZoneHint: 'Where your clock is. Nobody sees it.',
	noTimeZone: 'Not said',
	deviceZone: (zone: string) => `Use this device’s: ${zone}`,
	country: 'Country',
	countryHint: 'So that the numbers under “Help now” are yours. Nothing else is done with it.',
	noCountry: 'Not said',
	joined: (day: string) => `Here since ${day}.`,

	tabs: 'Keep tabs discreet',
	tabsHint: (name: string) =>
		`Every tab and the browser’s history say “${name}” and nothing else, whatever is open. Without it they say the title of the thread or the name of the page.`,
	parting: 'Leave also signs me out, on this device',
	partingHint: 'Otherwise you are still signed in when you come back. Signing out forgets this choice too.',
	partingShared: 'You said that this device is shared, so Leave signs you out in any case.',
	homeMore: 'What Leave does, and what it cannot do:',

	mailHint: 'How often letters come, how much they say, and when they rest. You see one as it would look.',
	mailLink: 'Choose how letters come',

	thisOne: 'This device',
	started: (day: string) => `since ${day}`,
	lastUsed: (day: string) => `last used ${day}`,
	shared: 'shared device',
	end: 'Sign out there',
	endNamed: (device: string) => `Sign out there: ${device}`,
	endOthers: 'Sign out everywhere else',
	onlyThis: 'You are signed in nowhere else.',
	ended: 'Signed out there.',
	endedOthers: 'Signed out everywhere else.',
	endedGone: 'That one had already ended.',

	passwordText: 'We send you a letter with a link. Choosing a new password signs you out everywhere.',
	passwordButton: 'Send me the letter',
	passwordSent: (email: string) => `The letter is on its way to ${email}. The link works once.`,
} as const;

/** What is hers: taking it along, and leaving for good. */
export const dataTexts = {
	title: 'Your data',
	take: 'Take everything with you',
	takeHint:
		'One file with everything held here about you: what you wrote under your name and your aliases, what you gave, follow and read, your drafts, your reports, the decisions about you. It holds nothing of anybody else. Keep it where nobody else looks.',
	leave: 'Leave for good',
	leaveHint: 'At any hour. Nobody has to agree, and nobody asks why.',

	intro: 'Your account is deleted at once. Nobody has to agree, and nobody asks why. It cannot be undone.',
	always: 'Gone in any case',
	alwaysList: [
		'your address, your password and every place where you are signed in',
		'your name: it becomes “Someone”, and nobody else can take it',
		'your drafts and notices, what you follow and how far you have read',
		'the link between you and everything you wrote or reported',
	],
	words: 'What you wrote',
	remove: 'Delete my words',
	removeHint:
		'Under your name and under every alias. Where others answered, their words stay, and yours are shown as taken back.',
	keep: 'Let my words stay, without my name',
	keepHint: 'They may still help somebody. Aliases stay as they are; nothing leads from them to you.',
	when: 'What stands under your name changes within a minute. What stands under an alias follows at moments chosen by chance within two days, so that nobody can tell by the time which aliases were yours.',
	rest: 'Hugs and lights you gave stay with those who got them; nobody can tell who gave them. Backups of this place keep older copies for a while, and are then overwritten.',
	first: 'Would you like to have it first?',
	sure: 'Delete my account. I know that this cannot be undone.',
	go: 'Leave for good',
	stay: 'Stay',

	running: 'Your account is gone',
	runningText: (day: string) => `What is left is being forgotten, all of it by ${day}.`,
	done: 'Everything is forgotten',
	doneText: 'Nothing here leads to you any more.',
	removed: 'Your words are deleted, under every name you used.',
	removing: 'Your words are being deleted, under every name you used.',
	kept: 'Your words stay, without your name.',
	asked: (day: string) => `Asked for on ${day}.`,
	receipt: 'Your receipt',
	receiptText:
		'It is in the letter we sent you, too: the last one. With this code, or the address of this page, anybody can see how far it is, and nothing else.',
	goOn: 'Go on reading',
} as const;

/** Where English is written differently: days and numbers follow it. */
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
];
