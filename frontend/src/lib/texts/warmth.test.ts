import { describe, expect, it } from 'vitest';
import { warmth } from './warmth.js';

describe('reactions in words', () => {
	it('counts only those who feel the same', () => {
		expect(warmth({ same_here: 12, hug: 1 })).toBe('Twelve others feel the same. Someone sends a hug.');
		expect(warmth({ hug: 40 })).toBe('Several people send a hug.');
	});
	it('tells the reader about herself as you', () => {
		expect(warmth({ same_here: 1 }, ['same_here'])).toBe('You feel the same.');
		expect(warmth({ same_here: 2 }, ['same_here'])).toBe('You and someone else feel the same.');
		expect(warmth({ same_here: 5, hug: 1 }, ['same_here', 'hug'])).toBe(
			'You and four others feel the same. You send a hug.',
		);
	});
	it('is silent where nothing was sent', () => {
		expect(warmth({})).toBe('');
	});
});
