import type { NoticeCategory } from '#lib/api/types.js';

/** What the pages for telling us of something illegal say, without an account. */

/** The categories in the order they are offered. */
export const noticeCategories: readonly { value: NoticeCategory; label: string }[] = [
	{ value: 'threat_to_life', label: 'A life is in danger' },
	{ value: 'child_sexual_abuse', label: 'Sexual abuse of children' },
	{ value: 'self_harm', label: 'Encourages suicide or self-harm' },
	{ value: 'hatred', label: 'Hatred against a group of people' },
	{ value: 'harassment', label: 'Threats, stalking, insults' },
	{ value: 'privacy', label: 'Shows something private, or who somebody is' },
	{ value: 'fraud', label: 'Fraud, forbidden goods' },
	{ value: 'rights', label: 'Somebody else’s words or pictures' },
	{ value: 'other', label: 'Something else that is against the law' },
];

export function noticeCategory(value: string): string {
	return noticeCategories.find((one) => one.value === value)?.label ?? 'Something else';
}

export const noticeTexts = {
	link: 'Tell us of something illegal',
	title: 'Tell us of something illegal',
	lead: 'For everybody, without an account. A person reads it and decides: within 48 hours, and within one hour where somebody may come to harm.',
	danger: 'If somebody is in danger right now, do not wait for us.',
	category: 'What is it?',
	choose: 'Choose what fits best',
	explanation: 'Why is it against the law?',
	explanationHint: 'What it says or shows, and which law or right it hurts. As exactly as you can.',
	urls: 'Where is it?',
	urlsHint: 'The address of the page, one a line. The exact post is best: its number is a link.',
	extra: 'What else should we know?',
	extraHint: 'Only if it helps.',
	who: 'Who are you?',
	whoHint:
		'The writer never learns it. A moderator sees it only for a reason that is written down. For sexual abuse of children you may leave both empty.',
	name: 'Your name',
	email: 'Your mail address',
	emailHint: 'You get two letters: that it has come, and what came of it.',
	goodFaith: 'I believe in good faith that what I say here is true and complete.',
	send: 'Send it',
	sentTitle: 'Thank you. It has come.',
	sentReference: 'Its number is',
	sentText:
		'Keep this address if you want to see what came of it. It is secret: whoever has it sees what came of it, and nothing about you.',
	toStatus: 'What came of it',
	statusTitle: (reference: string) => `Notice ${reference}`,
	about: (category: string) => `You told us: ${category.toLowerCase()}.`,
	came: 'It came',
	waiting: 'A person has not decided yet.',
	until: 'It should be decided by',
	decided: 'Decided',
	outcomes: {
		removed: 'It was removed.',
		kept: 'It stays where it is: as it stands, we do not find that it is illegal or breaks our rules.',
		locked: 'The conversation was closed: it can be read, and nobody can answer in it.',
		changed: 'It was moved or marked, so that people see beforehand what it is about.',
		undone: 'It was decided, and the decision was undone later.',
		answered: 'It was answered.',
	} as Record<string, string>,
	answer: 'What we answer',
	person: 'A person read it and decided; no program took part in the decision.',
	program: 'A program decided it.',
	redressTitle: 'If you see it differently',
	redress:
		'Write to us and name the number: somebody else will look at it again. A body that settles such matters outside a court, the authority for digital services in your country, or a court, is open to you too.',
	fromReport: 'Somebody without an account can tell us too',
} as const;

/** What moderators read of notices. */
export const noticeDeskTexts = {
	waiting: 'From outside, about no post yet',
	overdue: 'overdue',
	due: 'to be decided by',
	title: (reference: string) => `Notice ${reference}`,
	back: 'To the cases',
	category: 'What it is about',
	explanation: 'Why it is illegal, they say',
	urls: 'Where',
	extra: 'What else they say',
	states: { open: 'Waits for an answer', closed: 'Closed' } as Record<string, string>,
	case: (which: number) => `Case ${which}`,
	cases: 'It is decided in',
	place: 'It is about a post here',
	placeHint: 'The address of the post, as it stands in your browser.',
	placeLabel: 'Address of the post',
	placeAct: 'Put it into the case',
	answer: 'It is about nothing here',
	answerLabel: 'What we answer, and why',
	answerHint: 'Whoever told it reads this, by letter and on the page.',
	answerAct: 'Answer and close',
	answered: 'What was answered',
	contact: 'Who told it',
	contactNone: 'Nobody said who it is.',
	contactHint: 'Only if you cannot decide without it. That you looked, and why, stands in the log.',
	contactLabel: 'Why do you need it?',
	contactAct: 'Show it',
	notAPost: 'This is not the address of a post here.',
	inCase: 'From outside',
} as const;
