import { m } from '#lib/paraglide/messages.js';
import { capital, inWords } from './numbers.js';

/** Times are told to the quarter hour; anything newer than two of them is "just now". */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Wall {
	year: number;
	month: number;
	day: number;
	hour: number;
	minute: number;
	/** Days since 1970 on the reader's calendar. */
	date: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The clock and calendar on the reader's wall. */
function wall(at: Date, zone: string): Wall {
	let format = formats.get(zone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-GB', {
			timeZone: zone,
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			hourCycle: 'h23',
		});
		formats.set(zone, format);
	}
	const part: Record<string, number> = {};
	for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
	const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
	return { year, month, day, hour, minute, date: Math.floor(Date.UTC(year, month - 1, day) / DAY) };
}

/**
 * A moment as one would say it: "this morning", "last night", "two weeks ago".
 *
 * @param zone the reader's time zone; without one only words are used that are true everywhere.
 */
export function inTimeWords(at: string, now: Date, zone: string | null): string {
	const then = new Date(at);
	const gone = now.getTime() - then.getTime();
	if (gone < 30 * MINUTE) return m.times_just_now();
	if (gone < 90 * MINUTE) return ago(m.times_hour());
	if (!zone) {
		if (gone < 23 * HOUR) return ago(m.times_hours({ number: inWords(Math.round(gone / HOUR)) }));
		return daysAgo(Math.max(1, Math.round(gone / DAY)), then, now);
	}
	const here = wall(now, zone);
	const there = wall(then, zone);
	const days = here.date - there.date;
	// A night belongs to the evening before it.
	if (days === 0) {
		if (there.hour < 5) return here.hour < 5 ? m.times_tonight() : m.times_last_night();
		if (there.hour < 12) return m.times_this_morning();
		if (there.hour < 18) return m.times_this_afternoon();
		return m.times_this_evening();
	}
	if (days === 1) {
		if (there.hour >= 18) return here.hour < 5 ? m.times_this_evening() : m.times_last_night();
		if (there.hour < 5) return m.times_night_before_last();
		if (there.hour < 12) return m.times_yesterday_morning();
		return m.times_yesterday_afternoon();
	}
	return daysAgo(days, then, now);
}

/** A stretch of time, told from now backwards. */
function ago(span: string): string {
	return m.times_ago({ span });
}

function daysAgo(days: number, then: Date, now: Date): string {
	return days === 1 ? m.times_yesterday() : ago(spanOf(days, then, now));
}

/** So many days as one would say them: "three days", "a month". */
function spanOf(days: number, then: Date, now: Date): string {
	if (days < 11) return m.times_days({ number: inWords(days) });
	if (days < 25) return m.times_weeks({ number: inWords(Math.round(days / 7)) });
	if (days < 45) return m.times_month();
	const months = Math.round(days / 30.4);
	if (months < 12) return m.times_months({ number: inWords(months) });
	const years = Math.max(1, Math.round((now.getTime() - then.getTime()) / DAY / 365.25));
	return years === 1 ? m.times_year() : m.times_years({ number: inWords(years) });
}

/**
 * How long a reply came after the opening: ", an hour later". Given only for the first day, where
 * it says more than a date; null after that.
 */
export function later(at: string, opening: string): string | null {
	const gone = new Date(at).getTime() - new Date(opening).getTime();
	if (gone < 15 * MINUTE) return m.times_few_minutes_later();
	if (gone < 45 * MINUTE) return m.times_half_hour_later();
	if (gone < 90 * MINUTE) return m.times_hour_later();
	if (gone < 6 * HOUR) return m.times_hours_later({ number: inWords(Math.round(gone / HOUR)) });
	return null;
}

/** The full date, on tap: "Saturday 21 November 2026, 23:15". */
export function fullDate(at: string, zone: string | null): string {
	const { date, hour, minute } = wall(new Date(at), zone ?? 'UTC');
	// Counted from Thursday 1 January 1970. Put together here, because a server and a browser may
	// know different spellings of the same date, and nothing may change after it is drawn.
	const weekday = WEEKDAYS[(((date + 4) % 7) + 7) % 7]?.() ?? '';
	const clock = `${two(hour)}:${two(minute)}${zone ? '' : ' UTC'}`;
	return m.times_full({ weekday, day: dayOf(at, zone), clock });
}

/** A day without a clock: "21 November 2026". Takes a date or a moment. */
export function dayOf(at: string, zone: string | null = null): string {
	const dateOnly = /^\d{4}-\d\d-\d\d$/.test(at);
	const { day, month, year } = wall(new Date(at), dateOnly ? 'UTC' : (zone ?? 'UTC'));
	return m.times_day({ day, month: MONTHS[month - 1]?.() ?? '', year });
}

/** The clock alone: "02:14". */
export function clock(at: string | Date, zone: string | null): string {
	const { hour, minute } = wall(new Date(at), zone ?? 'UTC');
	return `${two(hour)}:${two(minute)}`;
}

const WEEKDAYS = [
	m.times_sunday,
	m.times_monday,
	m.times_tuesday,
	m.times_wednesday,
	m.times_thursday,
	m.times_friday,
	m.times_saturday,
];
const MONTHS = [
	m.times_january,
	m.times_february,
	m.times_march,
	m.times_april,
	m.times_may,
	m.times_june,
	m.times_july,
	m.times_august,
	m.times_september,
	m.times_october,
	m.times_november,
	m.times_december,
];

function two(value: number): string {
	return String(value).padStart(2, '0');
}

/** When a draft was last kept: "Kept · 02:14". `light.js` says the same while somebody types. */
export function keptAt(at: string, zone: string | null): string {
	return m.times_kept({ clock: clock(at, zone) });
}

/** "waiting since this afternoon", "waiting for three days". */
export function waitingSince(at: string, now: Date, zone: string | null): string {
	const then = new Date(at);
	const gone = now.getTime() - then.getTime();
	if (gone < 30 * MINUTE) return m.times_just_written();
	if (gone < 90 * MINUTE) return m.times_waiting_for({ span: m.times_hour() });
	const days = zone ? wall(now, zone).date - wall(then, zone).date : Math.round(gone / DAY);
	if (!zone && gone < 23 * HOUR)
		return m.times_waiting_for({ span: m.times_hours({ number: inWords(Math.round(gone / HOUR)) }) });
	if (days > 1) return m.times_waiting_for({ span: spanOf(days, then, now) });
	return m.times_waiting_since({ when: inTimeWords(at, now, zone) });
}

/** The first words of the front page; without a time zone nobody knows whether it is evening. */
export function greeting(now: Date, zone: string | null): string {
	if (!zone) return m.times_hello();
	const { hour } = wall(now, zone);
	if (hour < 5) return m.times_up_late();
	if (hour < 12) return m.times_good_morning();
	if (hour < 18) return m.times_good_afternoon();
	return m.times_good_evening();
}

/** How many wait for a first answer, as a sentence. */
export function waitingSentence(count: number, more: boolean): string {
	if (more) return m.times_many_wait();
	if (count === 0) return m.times_nobody_waits();
	if (count === 1) return m.times_one_waits();
	return m.times_some_wait({ number: capital(inWords(count)) });
}
