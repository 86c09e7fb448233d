/** The statement of reasons: what an author reads about a decision on her words. */

export const decisionTexts = {
	title: 'Decisions about you',
	empty: 'No moderator has decided anything about your words.',
	lead: 'When a moderator decides about something you wrote, you find here what was decided, why, and by which rule.',
	headline: {
		remove: 'Your post was removed.',
		keep: 'Your post was read by a moderator and stays.',
		lock: 'Your thread was closed to new answers.',
	} as Record<string, string>,
	headlineOther: 'A moderator decided about your post.',
	undone: (when: string) => `This was undone ${when}. Your post is back as it was.`,
	undoneLock: (when: string) => `This was undone ${when}. The thread is open again.`,
	message: 'What the moderator writes to you',
	what: 'What was decided',
	measures: {
		remove: 'The post was taken out of the thread. The answers of others stay.',
		keep: 'Nothing changed. The post is shown as before.',
		lock: 'The thread was closed: it can be read, and nobody can answer in it.',
	} as Record<string, string>,
	rule: 'By which rule',
	facts: 'On which facts',
	found: 'How it was found',
	foundBy: {
		report: 'A member reported it. Who, is told to nobody in the thread, and not to you.',
	} as Record<string, string>,
	foundOther: 'It was found by the moderators.',
	automatic: 'Automatic or not',
	byPerson: 'A person read it and decided. No program took part.',
	byProgram: 'A program decided this.',
	when: 'When',
	yourWords: 'Your words',
	yourWordsHint: 'Only you and the moderators can read them here.',
	object: 'If you see it differently',
	objectText: (until: string) =>
		`A moderator can undo this decision until ${until}, 180 days after it was taken.`,
	objectPast: 'The 180 days in which a moderator can undo this decision are over.',
	opening: 'Your thread',
	answer: 'Your answer in',
	aThread: 'a thread',
	sanction: 'What it means for you',
	sanctions: {
		warn: () => 'It is a warning. It changes nothing in what you can do here.',
		mute: (until: string) => `You read and cannot write until ${until}. After that everything is as before.`,
		suspend: (until: string) =>
			until
				? `Your account is suspended until ${until}. Until then you can read the decisions about you and sign out elsewhere.`
				: 'Your account is suspended until somebody lifts this. You can read the decisions about you.',
	} as Record<string, (until: string) => string>,
	seenByNobody: 'Nobody else sees it: your words stand under their names as before.',
	names: 'Names that were opened',
	namesLead:
		'Who is behind a name is known to nobody here, moderators included. An admin may open it for a grave reason. When that happened to you, it stands here.',
	nameOpened: 'An admin opened the name behind what you wrote in',
	nameReason: 'The reason that was given',
	data: 'Your data',
	signOut: 'Sign out',
	guidelines: 'The rules, in full',
} as const;

/** For how many days a decision can be undone (promise 6). */
export const undoDays = 180;
