import { describe, expect, it } from 'vitest';
import { confirmTexts, fateSentence, manageTexts, stopTexts, whyTexts } from './letters.js';
import { mailTexts, pauseLabels, pauseUntil, STATUS, zoneInWords } from './mail.js';
import { mailDeskTexts, PURPOSES, STATES, TROUBLES } from './mail-desk.js';

/** Every sentence in a heap of texts; functions are asked with a word. */
function sentences(texts: object): string[] {
	return Object.values(texts).flatMap((one: unknown) => {
		if (typeof one === 'string') return [one];
		if (typeof one === 'function') return [String((one as (word: string) => string)('a word'))];
		return one && typeof one === 'object' ? sentences(one) : [];
	});
}

describe('the words about letters', () => {
	const all = [
		confirmTexts,
		manageTexts,
		stopTexts,
		whyTexts,
		mailTexts,
		STATUS,
		mailDeskTexts,
		PURPOSES,
		STATES,
		TROUBLES,
	];

	it('are plain: no exclamation marks, no cheering', () => {
		expect(all.flatMap(sentences).join('\n')).not.toMatch(/!|oops|sorry/i);
	});

	// E-63
	it('say for each letter what became of it, and why, in whole sentences', () => {
		expect(fateSentence({ fate: 'sent', reason: null })).toBe('It was sent.');
		expect(fateSentence({ fate: 'skipped', reason: 'read' })).toBe(
			'It was not sent. You had read it already.',
		);
		for (const why of Object.values(whyTexts.reasons)) expect(why).toMatch(/^[A-Z].*\.$/);
	});

	// E-49
	it('warn that the sent-mail folder keeps a copy of what is answered by mail', () => {
		expect(mailTexts.replyByMailHint).toMatch(/keeps a copy among the sent letters/);
		expect(mailTexts.replyByMailHint).toMatch(/Never with letters that say little/);
	});

	// E-24
	it('say plainly that her address cannot be reached', () => {
		expect(STATUS.unreachable('a@example.org')).toMatch(/^We can’t reach your address\./);
	});
});

describe('a pause', () => {
	const now = new Date('2026-11-23T10:00:00Z');

	it('lasts from a day to three months', () => {
		expect(pauseUntil('day', now)?.toISOString()).toBe('2026-11-24T10:00:00.000Z');
		expect(pauseUntil('week', now)?.toISOString()).toBe('2026-11-30T10:00:00.000Z');
		expect(pauseUntil('quarter', now)?.toISOString()).toBe('2027-02-21T10:00:00.000Z');
		expect(pauseUntil('for ever', now)).toBeNull();
	});

	it('is offered with the day on which it ends', () => {
		expect(pauseLabels(now, 'Europe/London')[1]).toEqual({
			value: 'week',
			label: 'For a week, until 30 November 2026',
		});
	});
});

describe('a time zone', () => {
	it('is a place and a name', () => {
		expect(zoneInWords('Europe/Berlin')).toBe('Berlin, Central European Time');
		expect(zoneInWords('America/New_York')).toMatch(/^New York, Eastern Time/);
		expect(zoneInWords('Nowhere/Land')).toBe('Land');
	});
});
