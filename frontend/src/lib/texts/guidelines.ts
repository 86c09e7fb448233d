/** The guidelines page; the rules themselves come from the API. */

export const guidelineTexts = {
	title: 'How we treat each other',
	lead: 'A few rules, and what happens when one is broken.',
	failed: 'The rules cannot be loaded at the moment. They are still in force; please look again in a minute.',
	moderation: 'How moderation works',
	steps: [
		{
			title: 'Somebody reports a post.',
			text: '“Report” stands under every post. The writer does not learn who it was, and nothing in the thread shows it. No post is removed by a program or a list of words.',
		},
		{
			title: 'A person reads it.',
			text: 'All reports about a post are one case, and one moderator takes it. Moderators see the name a post stands under and nothing behind it: an alias is an alias for them too.',
		},
		{
			title: 'The moderator decides.',
			text: 'The post stays, or it is removed, or the thread is closed to new answers. The decision names the rule and the facts.',
		},
		{
			title: 'Everybody concerned is told.',
			text: 'The author reads what was decided and why, with her own words beside it. Whoever reported it reads what came of it.',
		},
		{
			title: 'A decision can be undone.',
			text: 'For 180 days a moderator can undo it, and the post is back as it was.',
		},
	],
	links: {
		books: 'What moderation did, in numbers',
		decisions: 'Decisions about you',
		reports: 'Your reports',
		help: 'Help now',
	},
} as const;
