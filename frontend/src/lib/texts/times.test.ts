import { describe, expect, it } from 'vitest';
import { fullDate, greeting, inTimeWords, later, waitingSentence, waitingSince } from './times.js';

const now = new Date('2026-11-22T09:00:00Z');
const words = (at: string, zone: string | null = 'Europe/London') => inTimeWords(at, now, zone);

describe('times in words', () => {
	it('calls the evening and the small hours before this morning last night', () => {
		expect(words('2026-11-21T23:15:00Z')).toBe('last night');
		expect(words('2026-11-22T02:15:00Z')).toBe('last night');
		expect(words('2026-11-21T01:15:00Z')).toBe('the night before last');
	});
	it('follows the reader, not the server', () => {
		expect(words('2026-11-22T06:00:00Z', 'Europe/London')).toBe('this morning');
		expect(words('2026-11-22T06:00:00Z', 'Australia/Sydney')).toBe('this afternoon');
		expect(words('2026-11-22T06:00:00Z', 'America/Los_Angeles')).toBe('this evening');
	});
	it('uses only words that are true everywhere while the zone is unknown', () => {
		expect(words('2026-11-21T23:15:00Z', null)).toBe('ten hours ago');
		expect(words('2026-11-21T08:00:00Z', null)).toBe('yesterday');
	});
	it('grows coarser with distance', () => {
		expect(words('2026-11-22T08:45:00Z')).toBe('just now');
		expect(words('2026-11-22T08:00:00Z')).toBe('an hour ago');
		expect(words('2026-11-19T08:00:00Z')).toBe('three days ago');
		expect(words('2026-11-08T08:00:00Z')).toBe('two weeks ago');
		expect(words('2026-10-20T08:00:00Z')).toBe('a month ago');
		expect(words('2026-03-20T08:00:00Z')).toBe('eight months ago');
		expect(words('2024-11-20T08:00:00Z')).toBe('two years ago');
	});
	it('tells how soon an answer came only on the first day', () => {
		expect(later('2026-11-22T01:15:00Z', '2026-11-22T00:15:00Z')).toBe('an hour later');
		expect(later('2026-11-22T00:15:00Z', '2026-11-22T00:15:00Z')).toBe('a few minutes later');
		expect(later('2026-11-22T12:15:00Z', '2026-11-22T00:15:00Z')).toBeNull();
	});
	it('writes the full date in the zone it names', () => {
		expect(fullDate('2026-11-21T23:15:00Z', 'Europe/Berlin')).toBe('Sunday 22 November 2026, 00:15');
		expect(fullDate('2026-11-21T23:15:00Z', null)).toBe('Saturday 21 November 2026, 23:15 UTC');
	});
	it('greets by the hour where the zone is known', () => {
		expect(greeting(now, 'Europe/London')).toBe('Good morning.');
		expect(greeting(now, 'Asia/Tokyo')).toBe('Good evening.');
		expect(greeting(now, null)).toBe('Hello.');
	});
	it('says who waits', () => {
		expect(waitingSentence(3, false)).toBe('Three parents are waiting for a first answer.');
		expect(waitingSentence(0, false)).toBe('Everybody who wrote has been answered.');
		expect(waitingSentence(20, true)).toBe('Many parents are waiting for a first answer.');
		expect(waitingSince('2026-11-22T06:00:00Z', now, 'Europe/London')).toBe('waiting since this morning');
		expect(waitingSince('2026-11-19T06:00:00Z', now, 'Europe/London')).toBe('waiting for three days');
	});
});
