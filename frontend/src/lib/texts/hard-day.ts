/** For a hard day: words she kept, one kind sentence a day, and "enough for tonight". Never pushed at anybody. */

export const hardDayTexts = {
	title: 'A hard day',
	link: 'A hard day',
	linkHint: 'words that somebody told you, and what else is here',
	lead: 'You came in. That is enough for now.',
	today: 'Something every parent should hear',
	told: 'Something someone told you',
	by: (name: string) => `${name} wrote this to be read by somebody like you.`,
	there: 'Where it stands',
	another: 'Another one',
	none: 'You have kept no words yet. When somebody writes something you would like to have on a day like this, “Keep these words” is behind “More”, below it.',
	all: 'All the words I keep',
	letGo: 'Let go',
	gone: 'Let go.',
	others: 'Others who feel the same',
	write: 'Write it down here',
	enough: 'Enough for tonight',
	signIn: 'With an account you can keep words that somebody wrote, and read them here on days like this.',
} as const;

export const keepTexts = {
	button: 'Keep these words',
	kept: 'Kept. They wait for you under “A hard day”.',
	title: 'Words for a hard day',
	lead: (name: string) =>
		`${name} wrote this. Leave only what you would like to find again, or keep it whole. Nobody is told.`,
	field: 'The words to keep',
	hint: 'Up to 600 characters. They have to stand there as they were written; if they are changed or taken back there, they go here too.',
	save: 'Keep these words',
	back: 'Back to the thread',
	misfit:
		'Some of this does not stand there word for word. Cut at the beginning or the end, and leave the middle as it is.',
} as const;

export const nightTexts = {
	title: 'Good night',
	offer: 'Enough for tonight',
	offerHint: 'No list, no notices and no letters until the morning.',
	lead: 'Everything here will still be here tomorrow. Whoever writes tonight is answered by others.',
	until: (morning: string) => `Notices and letters wait until ${morning}.`,
	awake: 'I am awake after all',
	close: 'You can put the phone away now.',
} as const;
