import { describe, expect, it } from 'vitest';
import { question } from './kept.js';

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
});
