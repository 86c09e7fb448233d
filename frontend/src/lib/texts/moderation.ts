import { counted, inWords } from './numbers.js';

/** The moderators' desk: short words, plain sentences, every act said before it is done. */

export type Action = 'keep' | 'edit_notes' | 'move' | 'lock' | 'hold' | 'remove';

/** The actions in the order in which they are offered. */
export const ACTIONS: readonly Action[] = ['keep', 'remove', 'hold', 'lock', 'move', 'edit_notes'];

export type SanctionKind = 'warn' | 'mute' | 'suspend';

/** How often a decision restricted whoever wrote a post, in bands: nobody needs to know more. */
export const historyTexts: Record<'none' | 'first' | 'repeated' | 'often', { short: string; long: string }> =
	{
		none: { short: '', long: 'Within a year nothing was decided against whoever wrote this.' },
		first: { short: 'once before', long: 'Within a year one decision went against whoever wrote this.' },
		repeated: {
			short: 'repeated',
			long: 'Within a year two or three decisions went against whoever wrote this.',
		},
		often: { short: 'often', long: 'Within a year four or more decisions went against whoever wrote this.' },
	};

export const historyHint =
	'Decisions about this name count at once. Those about other names of the same person arrive one or two days late, so that nobody can tell which names belong together.';

export const queueTexts = {
	title: 'Moderation',
	tabs: { open: 'Open', claimed: 'Claimed', closed: 'Closed' },
	tabsLabel: 'Which cases',
	empty: {
		open: 'Nothing is waiting. Go and have a cup of something.',
		claimed: 'Nobody holds a case at the moment.',
		closed: 'No case has been closed yet.',
	},
	list: 'Cases, the weightiest first',
	log: 'The log',
	openings: 'Names asked for',
	mail: 'Mail',
	health: 'Health',
	keys: 'Keys',
	choose: 'Choose a case on the left.',
	chooseKeys: 'Or by keyboard: j and k move, Enter opens, ? shows every key.',
	reports: (count: number) => counted(count, 'report', 'reports'),
	weight: (weight: number) => `weight ${weight}`,
	yours: 'yours',
	takenUp: 'Taken up at the desk',
	overdue: 'overdue',
	marks: {
		concern: 'worry about the writer',
		report: 'report',
		hold: 'held',
		notice: 'notice from outside',
		appeal: 'objection',
		signal: 'noticed by a check',
		newcomer: 'new here',
		opinion: 'second opinion',
		message: 'answered us',
	} as Record<string, string>,
	views: { overdue: 'overdue', unanswered: 'waits for a first answer', mine: 'mine' } as Record<
		string,
		string
	>,
	shift: 'Go on duty',
	onDuty: 'On duty',
	filters: 'Show',
	all: 'all',
	storm: 'Storm',
	checks: 'Checks',
	heldBy: (name: string) => `with ${name}`,
	opened: 'opened',
	back: 'All cases',
	more: 'More cases',
	post: (number: number) => (number === 1 ? 'First post of a thread' : `Answer ${number - 1}`),
} as const;

export const caseTexts = {
	title: (number: number) =>
		number === 1 ? 'The first post of a thread' : `Answer ${number - 1} in a thread`,
	toThread: 'In the thread',
	context: 'What stood before it',
	reported: 'The reported post',
	show: 'Show the text',
	untitled: 'A thread without a title',
	showHint: 'It was reported; it may be hard to read.',
	removed: 'Removed: readers do not see this text.',
	takenBack: 'Its author took it back.',
	gone: 'not shown to readers any more',
	reports: 'Reports',
	noNote: 'No note.',
	claim: 'Take this case',
	release: 'Give it back',
	claimHint: 'Taking it keeps two moderators from deciding the same thing.',
	mine: 'You hold this case.',
	mineUntil: (time: string) => `You hold this case until ${time}.`,
	others: (name: string) => `${name} holds this case.`,
	closed: 'This case is closed.',
	decisions: 'Decisions so far',
	log: 'What happened with this case',
	undo: 'Undo this decision',
	undoHint: {
		remove: 'The post is shown again, and its author gets a letter about it.',
		lock: 'The thread takes answers again, and whoever opened it gets a letter about it.',
		hold: 'The post is there for everybody again, and its author gets a letter about it.',
		move: 'The thread stands in its space of before.',
		edit_notes: 'The thread has its notes of before.',
		keep: 'Nothing changes for readers; whoever reported it sees that it was undone.',
	} as Record<string, string>,
	undone: 'Undone.',
	undoneAt: 'undone',
	next: 'Next open case',
	queue: 'Back to the queue',
	notReported: 'Nobody reported it.',
	signals: 'What a check noticed',
	hints: 'Words in it may be',
	hintNames: {
		insult: 'an insult',
		selling: 'an advertisement',
		under_age: 'a sign that its author is a child',
	} as Record<string, string>,
	hintsHint: 'A hint for you, and nothing else: words decide nothing here.',
	eraseOpen: 'Erase the words for good',
	eraseLead:
		'Only for what must not be kept even for its author, such as somebody’s address. Another moderator has to agree; nothing brings the words back.',
	eraseReason: 'Why they cannot stay',
	eraseReasonHint: 'Its author reads it. Up to 2,000 characters.',
	eraseAsk: 'Ask for it',
	eraseWaits: 'Somebody asked to erase the words for good:',
	eraseAgree: 'Agree: erase them for good',
	eraseWithdraw: 'Take the request back',
	eraseAsked: 'Asked. Another moderator has to agree.',
	eraseWithdrawn: 'Taken back.',
	erased: 'The words are gone for good.',
	eraseDone: 'The words were erased for good:',
	objections: 'Objections',
	objection: 'Whoever is concerned writes',
	objectionOpen: 'It waits for an answer by somebody else than whoever decided.',
	objectionUpheld: 'Upheld: the decision was undone.',
	objectionRefused: 'Refused: the decision stands.',
	objectionReason: 'Your reason',
	objectionReasonHint: 'Whoever objected reads it. Up to 2,000 characters.',
	uphold: 'Uphold it: undo the decision',
	refuse: 'Refuse it: the decision stands',
	answered: 'Answered. Whoever objected is told.',
	held: 'Held: its author alone sees this text.',
	due: 'to be decided by',
	ownPost: 'These are your own words. Somebody else decides about them.',
	released: 'Given back.',
	claimed: 'Yours now.',
	decided: 'Done. Everybody concerned is told.',
} as const;

export const decideTexts = {
	title: 'Decide',
	action: 'What happens to the post',
	actions: {
		keep: { label: 'Keep', hint: 'It stays as it is.' },
		remove: { label: 'Remove', hint: 'Readers no longer see it; answers to it stay.' },
		hold: { label: 'Hold', hint: 'Its author alone sees it for now, and is told. It stays in the queue.' },
		lock: { label: 'Close the thread', hint: 'It can be read, and nobody can answer.' },
		move: { label: 'Move the thread', hint: 'To another space, with every answer.' },
		edit_notes: { label: 'Other notes', hint: 'What stands above the thread, so that others can choose.' },
	} satisfies Record<Action, { label: string; hint: string }>,
	rule: 'The rule it is about',
	choose: 'Choose a rule',
	facts: 'The facts',
	factsHint: 'What in the post you decide on, so that its author understands. Quote a few words.',
	keptHint: 'Nobody is told but those who reported it. A note for the log is enough, or none.',
	badFaith: 'Reported against better knowledge',
	badFaithHint:
		'A warning to whoever reported it, with the reason that you write below; you do not learn who that is. After two within 90 days her reports rest for 30 days. Worry about somebody is never meant.',
	sanction: 'Also',
	sanctionHint:
		'It reaches the person behind the name. You will not learn who that is, and nobody sees it at the name.',
	sanctions: [
		{ value: '', label: 'nothing' },
		{ value: 'warn', label: 'warn' },
		{ value: 'mute', label: 'mute: she reads and does not write' },
		{ value: 'suspend', label: 'suspend: she is out' },
	],
	until: 'Until',
	untilHint:
		'May stay empty: a warning then counts for 90 days, a mute holds for a week, a suspension until somebody lifts it.',
	message: 'To its author',
	messageHint: 'In your own words, as you would say it to her face.',
	weigh: 'Read it once more',
	change: 'Change something',
	space: 'To which space',
	chooseSpace: 'Choose a space',
	notes: 'The notes from now on',
	prepared: 'Begin with',
	preparedHint: 'One tap fills in what to do and why; change what you like.',
	send: {
		keep: 'Keep it',
		remove: 'Remove it',
		hold: 'Hold it',
		lock: 'Close the thread',
		move: 'Move it',
		edit_notes: 'Change the notes',
	} satisfies Record<Action, string>,
	preview: 'What will happen',
	reason: (rule: string, facts: string) => `The rule is “${rule}” The facts: ${facts}`,
	incomplete: 'Choose what happens and say why; the whole sentence then stands here.',
	missing: {
		action: 'Choose what happens to the post.',
		space: 'Choose another space.',
		notes: 'Choose other notes than those it has.',
		rule: 'Choose the rule it is about.',
		facts: 'Say which facts you decide on.',
		message: 'Write a sentence to its author.',
		until: 'Choose a day between tomorrow and a year from now.',
	},
} as const;

/** The decision as one plain sentence, read before it is sent. */
export function decisionSentence(
	action: Action,
	author: string,
	message: string,
	reports: number,
	sanctioned = false,
): string {
	const told = message.trim();
	const reporters =
		reports === 1 ? 'the member who reported it' : `the ${inWords(reports)} members who reported it`;
	switch (action) {
		case 'remove':
			return `Remove this post and tell ${author}: “${told}” Then tell ${reporters} that it was removed.`;
		case 'lock':
			return `Close this thread to new answers and tell whoever opened it: “${told}” Then tell ${reporters} that it was closed.`;
		case 'hold':
			return `Hold this post: its author alone sees it, and is told: “${told}” It stays in the queue.`;
		case 'move':
			return `Move this thread and tell whoever opened it: “${told}” Then tell ${reporters} that it was moved.`;
		case 'edit_notes':
			return `Change the notes above this thread and tell whoever opened it: “${told}” Then tell ${reporters} so.`;
		case 'keep':
			if (sanctioned) {
				return `Leave this post where it is and tell ${author}: “${told}” Then tell ${reporters} that it stays.`;
			}
			return `Leave this post where it is and tell ${reporters} so. ${author} hears nothing of it.`;
	}
}

/** What the sanction does, as one plain sentence. */
export function sanctionSentence(kind: SanctionKind, author: string, until: string): string {
	switch (kind) {
		case 'warn':
			return `Whoever writes as ${author} is warned. It counts, and stops nothing.`;
		case 'mute':
			return `Whoever writes as ${author} reads and cannot write, under any name, ${until ? `until ${until}` : 'for a week'}.`;
		case 'suspend':
			return `Whoever writes as ${author} is out at once, under every name, ${until ? `until ${until}` : 'until somebody lifts it'}. The decisions about her stay open to her.`;
	}
}

/** A sanction already taken. */
export function sanctionTaken(kind: SanctionKind, until: string): string {
	const ending = until ? ` until ${until}` : '';
	return { warn: 'Warned', mute: `Muted${ending}`, suspend: `Suspended${ending || ' until lifted'}` }[kind];
}

/** A decision already taken, for the list under a case. */
export function decisionTaken(action: string): string {
	switch (action) {
		case 'remove':
			return 'Removed the post';
		case 'lock':
			return 'Closed the thread';
		case 'hold':
			return 'Held the post';
		case 'move':
			return 'Moved the thread';
		case 'edit_notes':
			return 'Changed the notes';
		case 'keep':
			return 'Kept the post';
		default:
			return 'Decided';
	}
}

export const logTexts = {
	title: 'The log',
	lead: 'What moderators and admins did, newest first. It cannot be changed.',
	empty: 'Nothing has been done yet.',
	older: 'Older',
	case: 'the case',
	acts: {
		claimed: 'took a case',
		released: 'gave a case back',
		decided: 'decided a case',
		undone: 'undid a decision',
		opening_asked: 'asked for the name behind a voice',
		opening_approved: 'agreed to open a name',
		name_opened: 'asked for a name that was opened',
		opening_withdrawn: 'withdrew the request for a name',
		notice_received: 'a notice from outside came in',
		notice_placed: 'found the post of a notice',
		notice_answered: 'answered a notice',
		notice_contact_read: 'looked who sent a notice',
		name_read: 'read an opened name',
		held: 'held a post back',
		signalled: 'noticed something about a post',
		appealed: 'objected to a decision',
		appeal_decided: 'decided an objection',
		looked: 'looked at something kept apart',
		disclosure_begun: 'began an emergency disclosure',
		disclosed: 'let an authority be told',
		disclosure_reviewed: 'looked at a disclosure afterwards',
		disclosure_withdrawn: 'withdrew a disclosure',
		handed_over: 'handed a case over',
		opinion_asked: 'asked for a second opinion',
		noted: 'wrote a note',
		erasure_asked: 'asked to erase the words of a post for good',
		erasure_withdrawn: 'took back the request to erase the words of a post',
		words_erased: 'erased the words of a post for good',
		opinion_given: 'gave a second opinion',
		wrote: 'wrote to whoever wrote it',
		called: 'called the moderators: it should have been decided by now',
		check_switched: 'switched a check',
		storm_on: 'switched the storm switch on',
		storm_off: 'switched the storm switch off',
	} as Record<string, string>,
	details: {
		remove: 'to remove the post',
		lock: 'to close the thread',
		keep: 'to keep the post',
		hold: 'to hold the post back',
		move: 'to move the thread',
		edit_notes: 'to change what the thread touches',
		upheld: 'and upheld it',
		refused: 'and refused it',
	} as Record<string, string>,
	sanctions: { warn: 'with a warning', mute: 'with a mute', suspend: 'with a suspension' } as Record<
		string,
		string
	>,
	looks: {
		history: 'what a post said before',
		disclosures: 'the disclosures',
		statements: 'the statements of reasons',
	} as Record<string, string>,
	byRule: (rule: string) => `by the rule “${rule}”`,
	because: (reason: string) => `because: ${reason}`,
	byProgram: 'decided by a program',
	opening: 'the request',
} as const;

export const openingTexts = {
	title: 'Names asked for',
	lead: 'Who is behind a name is opened only for a grave reason, by two admins or after a day. All staff hear when a name is asked for, and the person behind it hears when it is opened, with your reason.',
	empty: 'Nobody has asked for a name.',
	back: 'All requests',
	link: 'Ask for the name behind it',
	askTitle: 'Ask for a name',
	ask: (name: string) => `Who is behind ${name}?`,
	reason: 'The reason',
	reasonHint: 'Ten characters or more. The person behind the name reads it, and so do the other admins.',
	what: 'All other staff are told now. When a second admin agrees, or after 24 hours, the name can be read for seven days, and the person behind it is told.',
	send: 'Ask for the name',
	sent: 'Asked. All other staff are told.',
	approved: 'The name is open now, and the person behind it is told.',
	withdrawn: 'Withdrawn. The name is not shown.',
	approve: 'Agree, and open it now',
	approveHint: 'The person behind the name is told at once.',
	ownHint: 'Another admin has to agree; you asked yourself.',
	withdraw: 'Withdraw it',
	read: 'Read the name',
	readHint: 'That you read it is written down.',
	name: 'The name',
	gone: 'The key that would open it is gone, or whoever wrote this has left.',
	waiting: (when: string) => `It waits. Without a second admin it opens ${when}.`,
	open: 'It is open.',
	closed: 'It is closed.',
	asked: (name: string) => `asked for by ${name}`,
	agreed: (name: string) => `agreed to by ${name}`,
	thread: 'the thread',
	older: 'Older requests',
} as const;

export const keyTexts = {
	title: 'Keys',
	close: 'Close',
	off: 'Use single keys here',
	offHint: 'Switch this off if you speak to your computer or keys get pressed by themselves.',
	list: [
		{ key: 'j', does: 'next case in the list' },
		{ key: 'k', does: 'case before' },
		{ key: 'Enter', does: 'open it' },
		{ key: 's', does: 'show or hide the reported text' },
		{ key: 'c', does: 'take the case, or give it back' },
		{ key: 'd', does: 'go to the decision' },
		{ key: 'p', does: 'go to the prepared decisions' },
		{ key: 'n', does: 'write a note, ask, or hand over' },
		{ key: 'u', does: 'go back to the queue' },
		{ key: '?', does: 'this list' },
	],
} as const;
