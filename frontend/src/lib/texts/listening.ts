import type { Waiting, Writing } from '#lib/api/types.js';
import { capital, counted } from './numbers.js';

/** How a thread that waits stands, for its writer alone: honest, and in rough words. */
export function howItStands(waiting: Waiting): string[] {
	const read = {
		nobody: waiting.reading
			? 'Somebody is reading this right now.'
			: 'No member has read this yet. It is often quiet for a while.',
		a_few: waiting.reading
			? 'A few people have read this, and somebody is reading it right now.'
			: 'A few people have read this.',
		several: 'Several people have read this.',
	}[waiting.looked];
	const writing = waiting.writing
		? 'Somebody is writing an answer.'
		: waiting.called
			? 'Listeners have been asked to look.'
			: 'If nobody answers soon, listeners are asked to look.';
	return [read, writing];
}

/** What a listener sees above the reply box of a thread that waits. */
export const writingTexts: Record<Writing, string> = {
	nobody: '',
	you: 'You said that you are writing. Others leave it to you for half an hour.',
	somebody: 'Another listener says that she is writing an answer.',
};

export const listeningTexts = {
	title: 'Listening',
	hint: 'when and about what you are called',
	begin: 'I am writing an answer',
	end: 'I am not, after all',
	lead: 'When a thread has no answer for a while, a few listeners are told, by notice and by letter. At most three times a day, and only in your hours.',
	on: 'Call me when somebody waits',
	spaces: 'About these first',
	spacesHint: 'After some hours it may be any.',
	hours: 'In these hours',
	hoursHint:
		'On your clock. Two equal times mean at any hour. They count for calls alone; your quiet hours stay as they are for everything else.',
	from: 'From',
	to: 'Until',
	save: 'Keep it so',
	saved: 'Kept.',
	zone: 'Your clock is set in your',
	settings: 'settings',
} as const;

export const answersTexts = {
	title: 'How soon somebody answers',
	lead: (from: string, to: string) =>
		`Every thread opened from ${from} to ${to}, counted in quarters of an hour. A thread without an answer calls listeners; nobody should go unheard.`,
	none: 'There is not enough to count yet.',
	all: (threads: number) => `${capital(counted(threads, 'thread was', 'threads were'))} opened.`,
	day: (share: number) => `${share} of 100 had an answer within a day.`,
	never: (count: number) =>
		count === 0
			? 'None has gone without one.'
			: `${capital(counted(count, 'thread has', 'threads have'))} none yet.`,
	median: 'Half of them waited at most',
	p90: 'nine of ten at most',
	chart: 'Time to the first answer, by the hour in which a thread was opened',
	hour: 'Opened at',
	half: 'Half waited at most',
	most: 'Nine of ten',
	threads: 'Threads',
	few: 'too few to tell',
	numbers: 'As numbers',
	link: 'How soon somebody answers',
} as const;
