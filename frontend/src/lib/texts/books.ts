import { counted } from './numbers.js';

/** The public numbers, and what admins look after. */

export const bookTexts = {
	title: 'What moderation did',
	lead: 'Numbers by whole months, made of the log of moderation and of nothing else. They name nobody.',
	none: 'Nothing of this kind in these months.',
	span: (from: string, until: string) => (from === until ? from : `${from} to ${until}`),
	csv: 'All numbers as a table (CSV)',
	months: 'Which months',
	from: 'From',
	until: 'Until',
	show: 'Show',
	month: 'Month',
	numbers: 'The numbers behind it',
	chart: {
		reports: 'Reports by members',
		measures: 'Posts and threads that were restricted',
		appeals: 'Objections',
	},
	reports: 'Reports by members',
	notices: 'Notices from outside',
	measures: 'What was restricted',
	holds: 'Posts that waited for a person',
	sanctions: 'What was done to members',
	others: 'And also',
	columns: {
		reason: 'Reason',
		category: 'Category',
		received: 'Came',
		outcome: 'What came of them',
		median: 'Half within',
		action: 'What',
		rule: 'Rule',
		ground: 'On what it rests',
		found: 'Found by',
		automatic: 'Decided by',
		count: 'How often',
		why: 'Why they waited',
		held: 'Waited',
		released: 'Let go',
		removed: 'Removed',
		imposed: 'Imposed',
		undone: 'Undone',
	},
	program: 'a program',
	person: 'a person',
	error: (percent: number) =>
		`Of what a program held and a person looked at, ${percent} in a hundred were let go: that is how often a program is wrong.`,
	appeals: (received: number, upheld: number, refused: number) =>
		`${counted(received, 'objection', 'objections')}: ${upheld} upheld, ${refused} refused.`,
	undone: (count: number) => `${counted(count, 'decision was', 'decisions were')} undone.`,
	names: (count: number) => `${counted(count, 'name', 'names')} behind aliases opened by admins.`,
	disclosures: (count: number) =>
		`Authorities were told something in an emergency: ${counted(count, 'time', 'times')}.`,
	members: (count: number) => `${counted(count, 'member', 'members')} here within a month, on average.`,
	unmeasured: 'not measured',
} as const;

/** Words of the books; a word that is new here is shown as it is, without its underscores. */
const WORDS: Record<string, string> = {
	abuse: 'insults or threats',
	shaming: 'shaming',
	personal_information: 'personal information',
	not_what_was_asked: 'not what was asked for',
	spam: 'selling or luring away',
	concern: 'worry about the writer',
	illegal: 'against the law',
	other: 'something else',
	keep: 'kept',
	remove: 'removed',
	lock: 'thread closed',
	hold: 'held back',
	move: 'moved',
	edit_notes: 'notes changed',
	warn: 'warning',
	mute: 'mute',
	suspend: 'suspension',
	terms: 'rules of this place',
	law: 'the law',
	report: 'a report',
	notice: 'a notice',
	own_initiative: 'a moderator',
	check: 'a check',
	appeal: 'an objection',
	first_post: 'first post of a new member',
	link: 'a link',
	number: 'a telephone number',
	repeated: 'the same text again',
	speed: 'very many in a short time',
	look_alike: 'much like other posts',
	storm: 'a wave of posts',
	moderator: 'a moderator wanted a second look',
};

export function bookWord(word: string): string {
	return WORDS[word] ?? word.replaceAll('_', ' ');
}

/** So many minutes, as a person says it. */
export function minutesInWords(minutes: number | null | undefined): string {
	if (minutes === null || minutes === undefined) return bookTexts.unmeasured;
	if (minutes < 90) return counted(minutes, 'minute', 'minutes');
	if (minutes < 48 * 60) return counted(Math.round(minutes / 60), 'hour', 'hours');
	return counted(Math.round(minutes / 1440), 'day', 'days');
}

export const healthTexts = {
	title: 'What wants looking after',
	link: 'Health',
	documents: 'Documents of record',
	documentsLead:
		'They stand in docs/records of the program. Read them again before their day, change what has changed, and set the next day.',
	reviewBy: (day: string) => `to be read again by ${day}`,
	overdue: 'Its day has passed',
	version: (version: string) => `version ${version}`,
	cases: 'Late cases',
	late: (count: number) => `${counted(count, 'case', 'cases')} should have been decided by now.`,
	none: 'Nothing is late.',
	disclosures: 'Emergency disclosures',
	unsettled: (count: number) =>
		`${counted(count, 'disclosure waits', 'disclosures wait')} for another admin.`,
	toDisclosures: 'All disclosures',
	statements: 'Statements of reasons',
	statementsLead:
		'Without personal data, for whoever has a right to them. One in which a name, an address, a number or a link is found is left out. Each time somebody takes them stands in the log.',
	toStatements: 'This month’s statements (CSV)',
	safety: 'Safety',
	noLead:
		'Nobody is named who answers for safety, or the day of her next look has passed. Set safety.lead and safety.review_by.',
	lead: (lead: string, day: string) => `${lead} answers for safety and looks again by ${day}.`,
	oldLines: (ids: string) =>
		`Nobody looked at these helplines for half a year: ${ids}. Ask each service, and write the day into config/helplines.toml.`,
	retention: 'How long everything is kept',
	what: 'What',
	howLong: 'How long',
	why: 'Why',
	books: 'What moderation did, in numbers',
} as const;

export const disclosureTexts = {
	title: 'Emergency disclosures',
	lead: 'What an authority was told because a life or somebody’s safety was in danger. Two admins agree, or one acts alone and another one looks at it afterwards.',
	empty: 'No authority was told anything.',
	older: 'Older',
	new: 'Tell an authority something',
	reason: 'Why it cannot wait',
	what: 'What exactly is told',
	whom: 'To whom',
	silence: 'If a law forbids telling the member: which',
	silenceHint: 'Leave it empty otherwise, and tell her.',
	alone: 'It cannot even wait for another admin',
	aloneHint:
		'It counts as made at once. Another admin looks at it; if there is none, you do, when a day has passed.',
	send: 'Write it down',
	sent: 'Written down.',
	by: (name: string) => `begun by ${name}`,
	lookedAt: (name: string) => `looked at by ${name}`,
	states: {
		waiting: 'Waits for another admin. Nothing may be told yet.',
		unreviewed: 'Was told by one alone. Another admin has to look at it.',
		made: 'Told, and two have looked at it.',
		withdrawn: 'Withdrawn; nothing was told.',
	},
	note: 'A word about it',
	approve: { waiting: 'I agree: it may be told', unreviewed: 'I have looked at it' },
	approved: 'Written down.',
	withdraw: 'Withdraw',
	withdrawn: 'Withdrawn.',
} as const;
