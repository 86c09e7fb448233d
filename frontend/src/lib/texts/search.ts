/** Finding people who feel the same. */
export const searchTexts = {
	title: 'Others feel the same',
	front: 'Find others who feel the same',
	lead: 'Say it in a few words. You find threads in which somebody speaks of it, in the answers too. Nobody needs an account for that.',
	field: 'What is on your mind?',
	find: 'Find',
	space: 'Where',
	anywhere: 'everywhere',
	need: 'They asked for',
	anything: 'anything',
	more: 'Show more',
	fewer: 'Narrow it down',
	examples: 'Or one tap:',
	none: 'Nobody has said it in these words yet.',
	noneHint: 'Fewer words often find more. You could also be the one who says it first.',
	write: 'Write it',
	found: 'They speak of it:',
	inReply: 'in an answer:',
	private:
		'Your words stand in no address and no history of the browser, and nobody keeps what was looked for.',
	beside: 'Others feel the same',
	besideButton: 'Who else feels like this?',
	besideNone: 'Nobody has written quite this yet. Yours may be what somebody else is looking for.',
	besideHint: 'They open in a page of their own; your words are kept here.',
} as const;

/** What many come with, as a reader would say it; each is looked for as it stands. */
export const FEELINGS = [
	'guilty about going back to work',
	'I shouted at my child',
	'so tired I cannot think',
	'jealous of other mothers',
	'I do not enjoy playing',
	'cannot breastfeed',
	'I need time for myself',
	'my partner does not help',
	'am I a good mother',
	'lonely at home with a baby',
] as const;
