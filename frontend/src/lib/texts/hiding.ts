/** What somebody does not want to see: blocked voices, notes and words. */

export const hidingTexts = {
	title: 'What I do not want to see',
	hint: 'topics, words, people',
	lead: 'All of this happens for you alone. No other member is told of it or can see it.',
	kept: 'Kept.',
	save: 'Keep changes',

	topics: 'Topics',
	topicsHint:
		'“Folded up” says only what a thread touches until you open it, in lists, notices and letters. “Hidden” does not appear at all, not even as a title, and no letter speaks of it.',
	shown: 'shown',
	collapsed: 'folded up',
	hidden: 'hidden',
	touches: (notes: string) => `This touches ${notes}`,
	foldedUp: 'You wanted to be asked before you see it.',
	words: 'Words',
	wordsHint:
		'One on each line, up to fifty. A thread with such a word in its title or first words does not appear; “loss” finds “losses” too. Answers with it are folded up.',
	ownHint: 'Your own threads, and the answers to them, always stay.',

	voices: 'People',
	voicesHint:
		'A name you blocked is gone everywhere; an alias in its thread, the only place where it exists. Whose an alias is, nobody can see: somebody you blocked by name may still write under one.',
	noVoices: 'You have blocked nobody. The way to it is behind “More”, below what somebody wrote.',
	named: 'blocked everywhere',
	alias: 'blocked in its thread',
	unblock: 'Unblock',
	back: (name: string) => `${name} is back.`,
	older: 'Further back',

	block: (name: string) => `Block ${name}`,
	blocked: (name: string) => `You do not see ${name} any more.`,
	undo: 'Undo',

	keptAway: 'You keep away from this thread.',
	keptAwayVoice: 'It was opened by somebody you blocked.',
	keptAwayTopic: 'It touches something you do not want to see.',
	showOnce: 'Show it this once',
	elsewhere: 'To the other threads',
	folded: 'This has a word in it that you do not want to see.',
	show: 'Show it',
	allKept: 'What would stand here is something you do not want to see.',

	close: 'Take no more answers',
	open: 'Take answers again',
	closedByAuthor: 'You closed this thread for answers. What stands here stays.',
	closed: 'This thread takes no new answers. What stands here stays.',
} as const;
