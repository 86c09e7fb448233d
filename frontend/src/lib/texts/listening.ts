import type { Waiting, Writing } from '#lib/api/types.js';
import { capital, counted } from './numbers.js';
import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** How a thread that waits stands, for its writer alone: honest, and in rough words. */
export function howItStands(waiting: Waiting): string[] {
	const read = {
		nobody: waiting.reading ? m.listening_how_it_stands_nobody() : m.listening_how_it_stands_nobody_2(),
		a_few: waiting.reading ? m.listening_how_it_stands_a_few() : m.listening_how_it_stands_a_few_2(),
		several: m.listening_how_it_stands_several(),
	}[waiting.looked];
	const writing = waiting.writing
		? m.listening_how_it_stands()
		: waiting.called
			? m.listening_how_it_stands_2()
			: m.listening_how_it_stands_3();
	return [read, writing];
}

/** What a listener sees above the reply box of a thread that waits. */
export const writingTexts: Record<Writing, string> = lazy({
	nobody: '',
	you: m.listening_writing_you,
	somebody: m.listening_writing_somebody,
});

export const listeningTexts = lazy({
	title: m.listening_title,
	hint: m.listening_hint,
	begin: m.listening_begin,
	end: m.listening_end,
	lead: m.listening_lead,
	on: m.listening_on,
	spaces: m.listening_spaces,
	spacesHint: m.listening_spaces_hint,
	hours: m.listening_hours,
	hoursHint: m.listening_hours_hint,
	from: m.listening_from,
	to: m.listening_to,
	save: m.listening_save,
	saved: m.listening_saved,
	zone: m.listening_zone,
	settings: m.listening_settings,
});

export const answersTexts = lazy({
	title: m.listening_answers_title,
	lead: (from: string, to: string) => m.listening_answers_lead({ from, to }),
	none: m.listening_answers_none,
	all: (threads: number) =>
		m.listening_answers_all({
			threads_were: capital(counted(threads, m.noun_thread_was(), m.noun_threads_were())),
		}),
	day: (share: number) => m.listening_answers_day({ share }),
	never: (count: number) =>
		count === 0
			? m.listening_answers_never()
			: m.listening_answers_never_2({
					threads_have: capital(counted(count, m.noun_thread_has(), m.noun_threads_have())),
				}),
	median: m.listening_answers_median,
	p90: m.listening_answers_p90,
	chart: m.listening_answers_chart,
	hour: m.listening_answers_hour,
	half: m.listening_answers_half,
	most: m.listening_answers_most,
	threads: m.listening_answers_threads,
	few: m.listening_answers_few,
	numbers: m.listening_answers_numbers,
	link: m.listening_answers_link,
});
