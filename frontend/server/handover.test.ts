import { describe, expect, it } from 'vitest';
import { encodingFor } from './compression.js';
import { belongsToApi } from './handover.js';

describe('what is handed to the API', () => {
	const stop = '/api/v1/letters/stop/abc_DEF-123';
	it('is what mail programs send', () => {
		expect(belongsToApi('POST', stop, undefined)).toBe(true);
		expect(belongsToApi('GET', stop, 'application/json')).toBe(true);
		expect(belongsToApi('POST', '/api/v1/inbound/mail', undefined)).toBe(true);
	});
	it('is never what a person opens in a browser', () => {
		expect(belongsToApi('GET', stop, 'text/html,application/xhtml+xml')).toBe(false);
	});
	it('is nothing else of the API', () => {
		for (const path of [
			'/api/v1/me',
			`${stop}/x`,
			'/api/v1/letters/stop/',
			'/api/v1/letters/stop/../../me',
			'/api/v1/inbound/mail/x',
		]) {
			expect(belongsToApi('POST', path, undefined)).toBe(false);
		}
	});
});

describe('the encoding of a page', () => {
	it('is Brotli where the browser takes it, and nothing it refuses', () => {
		expect(encodingFor('gzip, deflate, br, zstd')).toBe('br');
		expect(encodingFor('gzip')).toBe('gzip');
		expect(encodingFor('br;q=0, gzip;q=0.5')).toBe('gzip');
		expect(encodingFor(undefined)).toBeNull();
	});
});
