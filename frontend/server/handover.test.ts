import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { belongsToApi, senderOf } from './handover.js';

describe('what is handed to the API', () => {
	const stop = '/api/v1/letters/stop/abc_DEF-123';
	it('is what mail programs send', () => {
		expect(belongsToApi('POST', stop, undefined)).toBe(true);
		expect(belongsToApi('GET', stop, 'application/json')).toBe(true);
		expect(belongsToApi('POST', '/api/v1/inbound/mail', undefined)).toBe(true);
		expect(belongsToApi('POST', '/api/v1/inbound/mail?to=reply%2Babc%40forum.example', undefined)).toBe(true);
	});
	it('is never what a person opens in a browser', () => {
		expect(belongsToApi('GET', stop, 'text/html,application/xhtml+xml')).toBe(false);
		expect(belongsToApi('POST', `${stop}?/stop`, 'text/html,application/xhtml+xml')).toBe(false);
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

describe('the sender of what is handed over', () => {
	afterEach(() => void vi.unstubAllEnvs());
	const request = {
		headers: { 'x-forwarded-for': '198.51.100.9, 203.0.113.7' },
		socket: { remoteAddress: '127.0.0.1' },
	} as unknown as IncomingMessage;

	it('is the other end of the connection, whatever is claimed', () => {
		expect(senderOf(request)).toBe('127.0.0.1');
	});
	it('is whom the proxy names, where one is trusted', () => {
		vi.stubEnv('ADDRESS_HEADER', 'X-Forwarded-For');
		expect(senderOf(request)).toBe('203.0.113.7');
		vi.stubEnv('XFF_DEPTH', '2');
		expect(senderOf(request)).toBe('198.51.100.9');
	});
});
