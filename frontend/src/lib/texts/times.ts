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
	if (gone < 30 * MINUTE) return 'just now';
	if (gone < 90 * MINUTE) return 'an hour ago';
	if (!zone) {
		if (gone < 23 * HOUR) return `${inWords(Math.round(gone / HOUR))} hours ago`;
		return daysAgo(Math.max(1, Math.round(gone / DAY)), then, now);
	}
	const here = wall(now, zone);
	const there = wall(then, zone);
	const days = here.date - there.date;
	// A night belongs to the evening before it.
	if (days === 0) {
		if (there.hour < 5) return here.hour < 5 ? 'tonight' : 'last night';
		if (there.hour < 12) return 'this morning';
		if (there.hour < 18) return 'this afternoon';
		return 'this evening';
	}
	if (days === 1) {
		if (there.hour >= 18) return here.hour < 5 ? 'this evening' : 'last night';
		if (there.hour < 5) return 'the night before last';
		if (there.hour < 12) return 'yesterday morning';
		return 'yesterday afternoon';
	}
	return daysAgo(days, then, now);
}

function daysAgo(days: number, then: Date, now: Date): string {
	if (days === 1) return 'yesterday';
	if (days < 11) return `${inWords(days)} days ago`;
	if (days < 25) return `${inWords(Math.round(days / 7))} weeks ago`;
	if (days < 45) return 'a month ago';
	const months = Math.round(days / 30.4);
	if (months < 12) return `${inWords(months)} months ago`;
	const years = Math.max(1, Math.round((now.getTime() - then.getTime()) / DAY / 365.25));
	return years === 1 ? 'a year ago' : `${inWords(years)} years ago`;
}

/**
 * How long a reply came after the opening: ", an hour later". Given only for the first day, where
 * it says more than a date; null after that.
 */
export function later(at: string, opening: string): string | null {
	const gone = new Date(at).getTime() - new Date(opening).getTime();
	if (gone < 15 * MINUTE) return 'a few minutes later';
	if (gone < 45 * MINUTE) return 'half an hour later';
	if (gone < 90 * MINUTE) return 'an hour later';
	if (gone < 6 * HOUR) return `${inWords(Math.round(gone / HOUR))} hours later`;
	return null;
}

/** The full date, on tap: "Saturday 21 November 2026, 23:15". */
export function fullDate(at: string, zone: string | null): string {
	const { date, hour, minute } = wall(new Date(at), zone ?? 'UTC');
	// Counted from Thursday 1 January 1970. Put together here, because a server and a browser may
	// know different spellings of the same date, and nothing may change after it is drawn.
	const weekday = WEEKDAYS[(((date + 4) % 7) + 7) % 7];
	return `${weekday} ${dayOf(at, zone)}, ${two(hour)}:${two(minute)}${zone ? '' : ' UTC'}`;
}

/** A day without a clock: "21 November 2026". Takes a date or a moment. */
export function dayOf(at: string, zone: string | null = null): string {
	const dateOnly = /^\d{4}-\d\d-\d\d$/.test(at);
	const { day, month, year } = wall(new Date(at), dateOnly ? 'UTC' : (zone ?? 'UTC'));
	return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** The clock alone: "02:14". */
export function clock(at: string | Date, zone: string | null): string {
	const { hour, minute } = wall(new Date(at), zone ?? 'UTC');
	return `${two(hour)}:${two(minute)}`;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];

function two(value: number): string {
	return String(value).padStart(2, '0');
}

/** When a draft was last kept: "Kept · 02:14". `light.js` says the same while somebody types. */
export function keptAt(at: string, zone: string | null): string {
	return `Kept · ${clock(at, zone)}`;
}

/** "waiting since this afternoon", "waiting for three days". */
export function waitingSince(at: string, now: Date, zone: string | null): string {
	const words = inTimeWords(at, now, zone);
	if (words === 'just now') return 'just written';
	if (words.endsWith(' ago')) return `waiting for ${words.slice(0, -4)}`;
	return `waiting since ${words}`;
}

/** The first words of the front page; without a time zone nobody knows whether it is evening. */
export function greeting(now: Date, zone: string | null): string {
	if (!zone) return 'Hello.';
	const { hour } = wall(now, zone);
	if (hour < 5) return 'You are up late.';
	if (hour < 12) return 'Good morning.';
	if (hour < 18) return 'Good afternoon.';
	return 'Good evening.';
}

/** How many wait for a first answer, as a sentence. */
export function waitingSentence(count: number, more: boolean): string {
	if (more) return 'Many parents are waiting for a first answer.';
	if (count === 0) return 'Everybody who wrote has been answered.';
	if (count === 1) return 'One parent is waiting for a first answer.';
	return `${capital(inWords(count))} parents are waiting for a first answer.`;
}
