/** The statement of reasons: what an author reads about a decision on her words. */

export const decisionTexts = {
	title: 'Decisions about you',
	empty: 'No moderator has decided anything about your words.',
	lead: 'When a moderator decides about something you wrote, you find here what was decided, why, and by which rule.',
	headline: {
		remove: 'Your post was removed.',
		keep: 'Your post was read by a moderator and stays.',
		lock: 'Your thread was closed to new answers.',
		hold: 'Your post waits for a person.',
		move: 'Your thread was moved to another space.',
		edit_notes: 'Your thread has other content notes.',
	} as Record<string, string>,
	headlineOther: 'A moderator decided about your post.',
	erased: 'The words themselves were erased for good, and nothing brings them back. The reason:',
	undone: (when: string) => `This was undone ${when}. Your post is back as it was.`,
	undoneLock: (when: string) => `This was undone ${when}. The thread is open again.`,
	message: 'What the moderator writes to you',
	what: 'What was decided',
	measures: {
		remove: 'The post was taken out of the thread. The answers of others stay.',
		keep: 'Nothing changed. The post is shown as before.',
		lock: 'The thread was closed: it can be read, and nobody can answer in it.',
		hold: 'The post is there for you alone until somebody has looked at it.',
		move: 'The thread stands in another space, as you wrote it, with every answer.',
		edit_notes:
			'The notes above the thread were changed, so that others can choose whether to read it. Your words are untouched.',
	} as Record<string, string>,
	rule: 'By which rule',
	facts: 'On which facts',
	found: 'How it was found',
	foundBy: {
		report: 'A member reported it. Who, is told to nobody in the thread, and not to you.',
		notice: 'Somebody who is no member told us. Who, is not told to you.',
		own_initiative: 'A moderator came upon it herself.',
		check: 'A program noticed it.',
	} as Record<string, string>,
	foundOther: 'It was found by the moderators.',
	ground: 'On what it rests',
	grounds: { terms: 'A rule of this place.', law: 'The law.' } as Record<string, string>,
	automatic: 'Automatic or not',
	byPerson: 'A person read it and decided. No program took part.',
	byPersonNoticed: 'A program noticed it. A person read it and decided.',
	byProgram:
		'A program decided this, and a person looks at it next. Programs here can make a post wait, and nothing else.',
	when: 'When',
	yourWords: 'Your words',
	yourWordsHint: 'Only you and the moderators can read them here.',
	object: 'If you see it differently',
	objectText: (until: string) =>
		`You can object until ${until}. Somebody else than whoever decided looks at it, and gives a reason. After that, a body that settles such matters outside a court, or a court, is open to you.`,
	objectPast: 'The 180 days in which you could object are over. A court stays open to you.',
	appeal: {
		open: 'Object to this',
		text: 'Why you see it differently',
		hint: 'In your own words, up to 2,000 characters. Somebody else reads them.',
		send: 'Send the objection',
		made: 'You objected',
		waiting: 'Somebody else looks at it. You hear here and by letter.',
		upheld: 'Somebody else looked at it and undid the decision.',
		refused: 'Somebody else looked at it, and the decision stands.',
		reason: 'The reason',
	},
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

/** What the writer of a held post reads: that it waits, why, and until about when. */
export const heldTexts = {
	title: 'Your words wait for a person',
	lead: 'Nobody else sees them yet. They are kept as you wrote them.',
	why: {
		first_post:
			'You are new here, and just now first posts are looked at by a person before others see them.',
		link: 'You are new here, and your words hold a link. A person looks at those first.',
		number:
			'You are new here, and your words hold a number to call or write to. A person looks at those first.',
		repeated: 'The same words came several times today.',
		speed: 'Many posts came from you in a few minutes.',
		look_alike: 'Your words are much like others that came today.',
		storm: 'There is a wave of unwanted posts just now, and a person looks at new members’ posts first.',
		moderator: 'A moderator wants to look at them again.',
	} as Record<string, string>,
	until: (when: string) => `As it usually goes, somebody looks at them until about ${when}.`,
	longer: 'It takes longer than usual. Somebody will look at them; nothing is lost.',
	decision: 'The decision, and how to object',
	back: 'To the other threads',
	takeBack: 'Take them back',
} as const;
