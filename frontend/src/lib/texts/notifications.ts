import { capital, inWords } from './numbers.js';

/** Notices are sentences. Names and titles stand only on the page, never in its address or in the tab. */

export const noticeTexts = {
	title: 'Notices',
	empty: 'Nothing new. When somebody answers you, it will stand here.',
	emptyLink: 'See who is waiting for an answer',
	unread: (count: number) => (count === 1 ? 'One is new.' : `${capital(inWords(count))} are new.`),
	allRead: 'You have seen them all.',
	markAll: 'Mark all as seen',
	fresh: 'New',
	seen: 'Seen before',
	older: 'Older notices',
	mail: 'Whether these also come by letter is said in',
	settings: 'your choices about letters',
	reply: (name: string) => `${name} answered in`,
	replyUnknown: 'Somebody answered in',
	replyGone: 'An answer that is no longer there, in',
	decision: 'A moderator decided about your post in',
	appealDecided: 'Somebody else looked at your objection about',
	report: 'There is an outcome for the post you reported in',
	moderatorWrote: 'A moderator would like a word with you about what you wrote in',
	caseWaits: 'At the desk something waits for you about',
	called: 'Nobody has answered yet:',
	howAreYou: 'How are you now? You wrote a while ago in',
	notAsked:
		'Somebody felt that your answer is not what was asked for. Nothing else follows; what was asked stands above it in',
	openingAsked: 'An admin asked for the name behind a voice in',
	nameOpened: 'An admin opened the name behind what you wrote in',
	mailPosted: 'Your reply by mail was posted, without what was attached, in',
	mailDraft: 'Your reply by mail waits as a draft in',
	mailRefused: 'Your reply by mail could not be posted in',
	aThread: 'a thread',
} as const;
