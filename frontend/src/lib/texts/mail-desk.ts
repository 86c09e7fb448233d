import type { LetterFate, MailCheck, MailRecord } from '#lib/api/types.js';

/** The admins' page about mail: what the DNS has to say, what became of letters, who is not written to. */
export const mailDeskTexts = {
	title: 'Mail',
	lead: 'What mail servers elsewhere look for before they take a letter from here, and what became of the letters.',
	records: 'Records for the DNS',
	recordsOf: (domain: string) =>
		`Letters come from ${domain}. Whoever looks after that name publishes these; a tap chooses the whole text.`,
	name: 'Name',
	type: 'Type',
	value: 'Value',
	test: 'Ask the DNS now',
	testHint: 'It takes five seconds at most, and changes nothing.',
	found: 'There stands:',
	allGood: 'All of them stand as they should.',
	notAll: (count: string) => `${count} to look at.`,

	fates: 'What became of letters',
	fatesHint: 'The last thirty days. Nobody’s name or choice is in these numbers.',
	noFates: 'No letter has left yet.',
	chart: 'Letters by day and by what became of them',
	table: 'The same as a table',
	day: 'Day',
	reasons: 'Why some did not arrive',
	reason: 'Why',
	count: 'Letters',
	complaints: (rate: string) => `Of the letters of the last seven days, ${rate} were called unwanted.`,
	complaintsWarn: 'Large mail providers look closely above 0.1 %. Please see which letters these were.',
	complaintsStop:
		'Above 0.3 % large mail providers refuse everything from here, so gathered letters rest until it is lower.',

	lift: 'Write to an address again',
	liftHint:
		'When letters to an address came back or were called unwanted, nothing but what we must goes there. If somebody asks you to, end that here; the reason is written down, the address is not.',
	email: 'Mail address',
	why: 'The reason',
	liftButton: 'Write there again',
	lifted: 'If letters to this address were stopped, they come again.',
} as const;

/** What a record is for. */
export const PURPOSES: Record<MailRecord['purpose'], string> = {
	spf: 'Says which machines may send letters for this name.',
	dkim: 'The key with which anybody can check that a letter is ours and was not changed.',
	dmarc: 'Says what to do with letters that only claim to be ours.',
	mx: 'Where bounces and answers by mail go.',
	ptr: 'The way back from the machine’s address to its name. Whoever gave you the address sets it.',
	tls_reports: 'Where others tell you that they could not encrypt.',
};

/** What the DNS says of a record. */
export const STATES: Record<MailCheck['state'], string> = {
	ok: 'It stands there.',
	missing: 'Nothing stands there yet.',
	different: 'Something else stands there.',
	unreachable: 'The DNS did not answer. Please try again.',
};

export const FATES: Record<LetterFate['fate'], string> = {
	sent: 'sent',
	skipped: 'not needed',
	failed: 'failed',
	bounced: 'came back',
	complained: 'unwanted',
};

/** Why letters did not arrive, where it says something about mail and nothing about a reader. */
export const TROUBLES: Record<string, string> = {
	taken_back: 'taken back before it left',
	removed: 'removed before it left',
	held: 'held for a moderator',
	gone: 'nothing there any more',
	undone: 'undone before it left',
	cap: 'more than twenty that day',
	suppressed: 'the address is not written to',
	unreachable: 'no such address',
	expired: 'nobody took it in time',
	refused: 'refused',
	full: 'mailbox full',
	policy: 'refused because of the sender: ours to mend',
	unwritten: 'could not be written: ours to mend',
};
