/** The desk: what moderators say to each other, the conversation with a writer, and who is on duty. */

export const noteTexts = {
	title: 'Notes',
	lead: 'For moderators alone.',
	kinds: {
		note: '',
		question: 'asks for a second opinion',
		answer: 'answers',
		handover: 'handed it over',
	} as Record<string, string>,
	nothing: 'Without a word.',
	label: 'A note',
	hint: 'What helps whoever comes next. Up to 2,000 characters.',
	keep: 'Keep the note',
	ask: 'Ask for a second opinion',
	handOver: 'Hand it over',
	handOverHint: 'The case is free for somebody else at once, with your note or without one.',
	noted: 'Noted.',
	asked: 'Asked. The others are told; what one of them writes next is the answer.',
	handedOver: 'Handed over. Somebody else will look at it.',
} as const;

export const talkTexts = {
	title: 'A word with whoever wrote it',
	lead: 'Not a penalty: it counts nowhere. She does not learn who you are, nor you who she is.',
	sides: { moderator: 'Moderators', member: 'Whoever wrote it' } as Record<string, string>,
	label: 'To whoever wrote it',
	hint: 'She reads it in the product; a letter only says that there is something. Up to 2,000 characters.',
	send: 'Send it',
	sent: 'Sent. She is told.',
} as const;

/** The same conversation, as the member reads it. */
export const conversationTexts = {
	title: 'Words with the moderators',
	lead: 'About something you wrote. This is not a penalty: nothing was decided, and it counts nowhere. Only you and the moderators read it.',
	empty: 'No moderator has written to you.',
	about: 'About what you wrote in',
	aThread: 'a thread',
	sides: { moderator: 'A moderator', member: 'You' } as Record<string, string>,
	label: 'Your answer',
	hint: 'The moderators do not learn who you are. Up to 2,000 characters.',
	send: 'Answer',
	link: 'Words with the moderators',
	linkHint: 'no penalty, a conversation',
} as const;

export const shiftTexts = {
	title: 'On duty',
	link: 'On duty',
	lead: 'So that everybody knows whether somebody is looking, and nobody looks for too long.',
	on: 'You are on duty until',
	off: 'You are not on duty.',
	others: (count: number) =>
		count === 0
			? 'Nobody is on duty.'
			: count === 1
				? 'One moderator is on duty.'
				: `${count} moderators are on duty.`,
	hours: 'For how many hours',
	begin: 'Begin',
	longer: 'Stay so long from now',
	hard: (count: number, enough: number) =>
		`Hard cases taken: ${count}. After ${enough}, somebody else should go on.`,
	rest: 'You have taken enough for one shift. Hand over now; the queue will hold, and so should you.',
	holds: (count: number) => (count === 1 ? 'You hold one case.' : `You hold ${count} cases.`),
	note: 'A word for whoever comes next',
	noteHint: 'How it went, and what is still open. May stay empty.',
	end: 'End it and hand everything over',
	ended: 'Done. What you held is free for the others. Rest well.',
	begun: 'You are on duty.',
	notes: 'What those before you left',
	noNotes: 'Nobody left a word within the last week.',
	unattended:
		'While nobody is on duty, checks let half as much of the same pass. Everybody can read that beside the public numbers.',
	back: 'To the cases',
} as const;

/** What everybody may know of it. */
export const coverageTexts = {
	unattended:
		'No moderator is on duty. Until one is, texts that repeat or come very fast are held back sooner than usual. Reports are taken at any time, and what worries somebody is looked at first.',
	storm: 'There is a wave of unwanted posts: new members’ posts wait for a person.',
	wait: (minutes: number) =>
		`There is a wave of unwanted accounts just now: the letter to you waits ${minutes} minutes. Nothing else changes.`,
} as const;
