import type { LetterFate, Often, StopOffer } from '#lib/api/types.js';

/** The pages behind the links in letters. They say the same for every link, so that they tell nothing about an address. */

export const stopTexts = {
	title: 'Stop these letters',
	kinds: {
		replies: 'letters about answers',
		followed: 'letters about threads you follow',
		digest: 'letters that gather what is new',
		all: 'letters of any kind',
	} satisfies Record<StopOffer['kind'], string> as Record<string, string>,
	otherKind: 'letters of this kind',
	ask: (kind: string) => `Shall we stop sending ${kind} to this address?`,
	effect: 'You do not need to sign in. Everything you wrote stays, and answers still stand in your notices.',
	button: 'Stop them',
	done: (kind: string) => `No more ${kind} will come.`,
	again: 'If you change your mind, letters can be turned on again where you choose',
	less: 'Fewer letters, or none about one thread? The other link at the foot of the letter does that without signing in, too. With your account you can also choose',
	settings: 'how letters come',
} as const;

export const manageTexts = {
	title: 'Letters to you',
	lead: 'You do not need to sign in. Nothing changes until you press a button.',
	thread: 'This thread',
	threadText: 'No more letters and notices about the thread this letter was about.',
	mute: 'Mute this thread',
	muted: 'This thread is muted. No more letters about it will come.',
	unmute: 'Hear of it again',
	unmuted: 'Letters about this thread come again.',
	often: 'How often',
	keep: 'Keep changes',
	kept: 'Kept. It holds from now on, also for letters that wait already.',
	stop: 'All of them',
	stopText: 'Everything you wrote stays, and answers still stand in your notices.',
	stopAll: 'Stop all letters',
	stopped:
		'No more letters will come. Only those about signing in and about decisions on your posts still do.',
	start: 'Let letters come again',
	started: 'Letters come again, as they did before.',
	more: 'How much letters say, quiet hours and a pause are among',
	settings: 'your choices about letters',
} as const;

export const confirmTexts = {
	title: 'Confirm this address',
	ask: 'Somebody here would like her notices to go to this address. With this button you say that it may be so.',
	hint: 'If it was not you, close this page. Nothing comes without it.',
	button: 'Confirm this address',
	done: 'This address is confirmed',
	doneText: 'Notices come here from now on. Nobody else sees this address.',
	spent: 'This link is not good any more',
	spentText: 'It is too old, or another address was chosen since, or a piece of it got lost on the way.',
	again: 'Have a new letter sent',
} as const;

/** "Why didn't I get it": what each letter was, and what became of it. */
export const whyTexts = {
	title: 'Why didn’t I get it?',
	lead: 'Every letter of the last weeks, and why one did not come. Only you see this.',
	empty: 'No letter was due yet. When there is one, it stands here, sent or not.',
	choices: 'Choose how letters come',
	older: 'Further back',
	thread: 'to the thread',
	kinds: {
		reply: 'About an answer',
		followed: 'About a thread you follow',
		digest: 'What is new, gathered',
		mailed_reply: 'About your answer by mail',
		resting: 'That letters rest while you are not here',
		decision: 'About a decision on your words',
		undone: 'About a decision that was undone',
		name_opened: 'About your name',
		terms_changed: 'That the terms change',
		moderator_wrote: 'That a moderator wrote to you',
		desk_waits: 'That something waits at the desk',
		called: 'That somebody waits for an answer',
		how_are_you: 'How you are now',
		report_closed: 'About something you reported',
		sign_in_link: 'A link to sign in',
		reset: 'A link to a new password',
		second_address: 'To your other address, to confirm it',
		test: 'A test letter',
	} as Record<string, string>,
	otherKind: 'A letter',
	fates: {
		sent: 'It was sent.',
		skipped: 'It was not sent.',
		failed: 'It could not be sent.',
		bounced: 'It came back.',
		complained: 'It was sent, and your mail program told us that it was not wanted.',
	} satisfies Record<LetterFate['fate'], string>,
	reasons: {
		unwanted: 'You have chosen not to get letters of this kind.',
		read: 'You had read it already.',
		active: 'You were in the thread at that moment.',
		muted: 'You have muted this thread.',
		hidden: 'It is about something you do not want to see.',
		blocked: 'You have blocked who wrote it.',
		taken_back: 'Whoever wrote it took it back before the letter left.',
		removed: 'A moderator took it out before the letter left.',
		held: 'A moderator looks at it first.',
		coalesced: 'It went with others, in one letter.',
		in_digest: 'It stood in a letter that gathered several.',
		quiet: 'It was in your quiet hours.',
		paused: 'You have paused letters.',
		cap: 'There were many that day, so it waited to be gathered.',
		suppressed: 'We do not write to this address at the moment, because letters came back.',
		unreachable: 'We could not reach your address.',
		expired: 'It was too old by the time it could leave.',
		refused: 'Your mail provider did not take it.',
		full: 'Your mailbox was full.',
		gone: 'What it was about is not there any more.',
		undone: 'The decision was undone before the letter left.',
		suspended: 'While your account is suspended, only letters about decisions come.',
		unwritten: 'It could not be written. That is ours to mend, not yours.',
		policy: 'Your mail provider does not take letters from us. That is ours to mend, not yours.',
	} satisfies Record<NonNullable<LetterFate['reason']>, string>,
} as const;

/** What became of a letter and why, in plain sentences. */
export function fateSentence({ fate, reason }: Pick<LetterFate, 'fate' | 'reason'>): string {
	return [whyTexts.fates[fate], reason && whyTexts.reasons[reason]].filter(Boolean).join(' ');
}

/** How often, short enough for a small page. */
export const OFTEN_SHORT: Record<Often, string> = {
	at_once: 'Soon after',
	hourly: 'At most once an hour',
	daily: 'Once a day',
	weekly: 'Once a week',
	off: 'No letters',
};
