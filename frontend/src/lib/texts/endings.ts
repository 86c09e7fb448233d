/** How it went: asked once after two weeks, told at the top of the thread. And who is new here. */

export const endingTexts = {
	title: 'How it went',
	ask: 'How are you now?',
	lead: 'You wrote this a while ago. If you would like to tell how it went on, a sentence is enough. It stands at the top of your thread, as an ending or as a middle.',
	field: 'How it went on',
	send: (name: string) => `Tell it as ${name}`,
	tell: 'Tell how it went',
	place: 'To where it stands',
} as const;

export const newcomerTexts = {
	badge: 'new here',
	check: 'Say that I am new here',
	hint: 'Others see it beside this post for a month, and are asked to be gentle.',
	kind: 'This is one of the first times somebody writes here. A kind word counts double.',
	rules: 'Before your first post: how we treat each other',
	all: 'All of it, with examples',
} as const;

export const againTexts = {
	title: 'It is there. And a word for you alone',
	lead: 'You have asked nearly the same a few times this week. You may, as often as you need.',
	worry:
		'Some worries come back whatever anybody answers. That is not your fault and no sign of weakness; it is something that people know about and can help with.',
	sources: 'What others were told, and who can help:',
	search: 'What others wrote about it',
	help: 'People to talk to',
	onward: 'To what you wrote',
	alone: 'Only you see this. Nothing about it is kept, and nothing changes for you here.',
} as const;
