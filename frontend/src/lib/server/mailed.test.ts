import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { swapped } from './mailed.js';

function opened(path: string, method = 'GET') {
	return swapped({
		url: new URL(path, 'https://notes.example'),
		request: new Request(new URL(path, 'https://notes.example'), { method }),
		cookies: { serialize: (name: string, value: string) => `${name}=${value}` },
	} as unknown as RequestEvent);
}

//
describe('the token of a letter', () => {
	it.each([
		['/verify?token=abc', '/verify'],
		['/api/v1/letters/stop/abc', '/letters/stop'],
		['/letters/manage/abc', '/letters/manage'],
		['/letters/confirm/abc', '/letters/confirm'],
	])('is taken out of %s before anything is drawn', (path, page) => {
		const response = opened(path);
		expect(response?.status).toBe(303);
		expect(response?.headers.get('location')).toBe(page);
		expect(response?.headers.get('set-cookie')).toBe(`__Host-letter=${page} abc`);
		expect(opened(path, 'HEAD')?.status).toBe(303);
	});

	it.each([
		'/letters/manage',
		'/letters/stop/abc',
		'/api/v1/letters/manage/abc',
		'/letters/manage/a/b',
		'/t/abc',
		'/',
	])('is not looked for in %s', (path) => expect(opened(path)).toBeNull());

	it('is left alone when a form is sent', () => {
		expect(opened('/letters/manage/abc', 'POST')).toBeNull();
	});
});
