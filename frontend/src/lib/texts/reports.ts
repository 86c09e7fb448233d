import type { ReportReason } from '#lib/api/types.js';

/** What the pages for reporting a post say, and how a report turned out. */

/** The reasons in the order they are offered: `tap` is the button, `means` the line under it, `was` completes "You reported it because …". */
export const reasons: readonly { reason: ReportReason; tap: string; means: string; was: string }[] = [
	{
		reason: 'abuse',
		tap: 'It attacks somebody',
		means: 'Insults, threats, mockery, or following a person from thread to thread.',
		was: 'it attacks somebody',
	},
	{
		reason: 'shaming',
		tap: 'It shames a parent',
		means: 'It judges what sort of parent somebody is, however politely.',
		was: 'it shames a parent',
	},
	{
		reason: 'personal_information',
		tap: 'It gives somebody away',
		means: 'A full name, an address, a school, a number, or a guess at who is behind a name.',
		was: 'it gives somebody away',
	},
	{
		reason: 'not_what_was_asked',
		tap: 'It is not what was asked for',
		means: 'Advice where she wished to be heard, or a quarrel in a quiet place.',
		was: 'it is not what was asked for',
	},
	{
		reason: 'spam',
		tap: 'It sells or recruits',
		means: 'Advertising, collecting money, looking for customers or people to study.',
		was: 'it sells or recruits',
	},
	{
		reason: 'concern',
		tap: 'I am worried about the writer',
		means:
			'She, a child or somebody near her may be in danger. This breaks no rule, and she is not told of it.',
		was: 'you are worried about the writer',
	},
	{
		reason: 'illegal',
		tap: 'It may be against the law',
		means: 'Threats of violence, incitement, or anything that harms a child.',
		was: 'it may be against the law',
	},
	{
		reason: 'other',
		tap: 'Something else',
		means: 'Say in a note what it is.',
		was: 'of something else',
	},
];

/** The words for one reason; a reason this version does not know yet reads as "something else". */
export function reasonWords(reason: string) {
	return reasons.find((known) => known.reason === reason) ?? reasons[reasons.length - 1]!;
}

export const reportTexts = {
	take: 'Take it up at the desk',
	title: 'Report this post',
	lead: 'Tap what fits best. That sends it.',
	wrote: (name: string) => `${name} wrote`,
	nothingLeft: 'This post is not there any more, so there is nothing to report.',
	noteLabel: 'A note for the moderator',
	noteHint: 'Only if it helps. Nobody but the moderators reads it.',
	private: 'Nobody in the thread can see that you reported this, or that anybody did.',
	back: 'Back to the thread',
	sentTitle: 'Thank you. It is with the moderators.',
	sentText: 'One of them will read the post as it stands, and you will find in your notices what came of it.',
	sentConcern: 'If somebody is in danger right now, do not wait for us.',
	sentConcernLink: 'Numbers to call',
	toReports: 'Your reports',
} as const;

export const myReportsTexts = {
	title: 'Your reports',
	empty: 'You have not reported anything. If a post hurts somebody, “Report” stands under it.',
	because: (was: string) => `You reported it because ${was}.`,
	open: 'A moderator has not decided yet.',
	outcomes: {
		removed: 'It was removed.',
		kept: 'A moderator read it and left it where it is.',
		locked: 'The thread was closed to new answers.',
		undone: 'It was decided, and the decision was undone later.',
	} as Record<string, string>,
	closed: 'A moderator has decided.',
	badFaith:
		'A moderator found that this was reported against better knowledge. This is a warning and counts for 90 days; after a second one, reports rest for 30 days. The reason:',
	post: (number: number) => (number === 1 ? 'The first post of' : 'An answer in'),
	aThread: 'a thread',
} as const;
