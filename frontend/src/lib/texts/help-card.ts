import type { Danger } from '#lib/api/types.js';

/**
 * The card for a writer in distress. Read by people who know the work before it goes live; nothing here is a number, and
 * nothing threatens: no word of reports, authorities or danger.
 */
export const helpCardTexts = {
	title: 'Your words are there, and you can be heard now as well',
	posted: 'What you wrote is published, as you wrote it. Others will answer.',
	alone:
		'Only you see this. Nobody was told, and nothing about it is kept. It is shown because some of your words sounded heavy; if they were not meant so, all is well.',
	about: {
		suicide: 'You do not have to get through this night alone. These people have time for exactly this:',
		self_harm: 'You do not have to carry this alone. These people listen without judging:',
		abuse:
			'What happens at home is not your fault. These people know about it, believe you, and go at your pace:',
		harm_to_child:
			'Many parents have pictures like these in their heads and never act on them. They frighten because you love. These people know this well:',
	} satisfies Record<Danger, string>,
	emergency: 'If it cannot wait:',
	safety: 'If somebody must not see that you were here',
	onward: 'To what you wrote',
	more: 'More lines, and other countries',
} as const;
