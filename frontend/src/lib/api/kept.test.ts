import { describe, expect, it } from 'vitest';
import { Answers, question } from './kept.js';

describe('answers that are kept', () => {
	it('keeps what is the same for all, apart for members', () => {
		const url = new URL('http://api/api/v1/threads/abc?from=2');
		expect(question('/threads/abc', url, false)).toBe('everybody /api/v1/threads/abc?from=2');
		expect(question('/threads/abc', url, true)).toBe('members /api/v1/threads/abc?from=2');
		expect(question('/threads/abc/posts', url, true)).not.toBeNull();
		for (const own of [
			'/threads/abc/mine',
			'/threads/abc/voice',
			'/notifications',
			'/me',
			'/search',
			'/threads/abc/similar',
		])
			expect(question(own, url, true)).toBeNull();
	});

	it('is bounded, and what was asked for least goes first', () => {
		const answers = new Answers();
		for (let n = 0; n < 30; n++) {
			answers.keep(`${n}`, '"t"', 'x'.repeat(390_000));
			expect(answers.get('0')?.tag).toBe('"t"');
		}
		expect(answers.get('1')).toBeUndefined();
		expect(answers.get('29')).toBeDefined();
		answers.keep('large', '"t"', 'x'.repeat(400_001));
		expect(answers.get('large')).toBeUndefined();
	});
});
