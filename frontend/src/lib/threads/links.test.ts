import { describe, expect, it } from 'vitest';
import { postPath } from './links.js';
import { lines, writtenIn } from './writing.js';

describe('the way to a post', () => {
	it('leads to the page it stands on', () => {
		expect(postPath('abc', 1)).toBe('/t/abc#n1');
		expect(postPath('abc', 20)).toBe('/t/abc#n20');
		expect(postPath('abc', 21)).toBe('/t/abc?from=21#n21');
		expect(postPath('abc', 45)).toBe('/t/abc?from=41#n45');
	});
});

describe('the writing form', () => {
	it('falls back to the careful choice', () => {
		const form = new FormData();
		form.set('body', 'one\r\ntwo\rthree');
		form.set('need', 'applause');
		form.append('notes', 'loss');
		form.append('notes', 'weather');
		expect(writtenIn(form)).toEqual({
			space: '',
			title: undefined,
			body: 'one\ntwo\nthree',
			voice: 'alias',
			ticket: undefined,
			need: 'just_listen',
			notes: ['loss'],
			audience: 'public',
		});
		expect(lines('a\r\n\r\nb')).toBe('a\n\nb');
	});
});
