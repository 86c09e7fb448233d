import type { Cookies } from '@sveltejs/kit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keepSession, memberOf, resume } from './session.js';

/** A browser's cookies, without the browser. */
function jar(kept: Record<string, string> = {}) {
	const values = new Map(Object.entries(kept));
	const options = new Map<string, { maxAge?: number }>();
	const cookies = {
		get: (name: string) => values.get(name),
		set: (name: string, value: string, how: { maxAge?: number }) => {
			values.set(name, value);
			options.set(name, how);
		},
		delete: (name: string) => void values.delete(name),
	} as unknown as Cookies;
	return { values, options, cookies };
}

/** An access token that ends in so many seconds. */
function token(seconds: number): string {
	const claims = Buffer.from(JSON.stringify({ exp: Date.now() / 1000 + seconds })).toString('base64url');
	return `x.${claims}.x`;
}

function session(refresh: string, limited = false) {
	return {
		access_token: token(900),
		expires_in: 900,
		refresh_token: refresh,
		member: { name: 'Ada', role: 'moderator' as const, limited, discreet: true },
	};
}

afterEach(() => vi.unstubAllGlobals());

describe('a session', () => {
	it('is used as it is while its access token is good', async () => {
		vi.stubGlobal('fetch', vi.fn());
		const access = token(600);
		const { cookies } = jar({ '__Host-access': access, '__Host-refresh': 'k.r0' });
		expect(await resume(cookies, '::1')).toBe(access);
		expect(fetch).not.toHaveBeenCalled();
	});

	it('is renewed once for requests that come together, and each keeps the new tokens', async () => {
		const fetched = vi.fn(() => Promise.resolve(Response.json(session('r2'))));
		vi.stubGlobal('fetch', fetched);
		const jars = [jar({ '__Host-refresh': 'k.r1' }), jar({ '__Host-refresh': 'k.r1' })];
		await Promise.all(jars.map(({ cookies }) => resume(cookies, '::1')));
		// A third request of the same page, still with the old cookie, comes a moment later.
		await resume(jar({ '__Host-refresh': 'k.r1' }).cookies, '::1');
		expect(fetched).toHaveBeenCalledTimes(1);
		for (const { values } of jars) expect(values.get('__Host-refresh')).toBe('k.r2');
	});

	it('ends in the browser when the API has ended it', async () => {
		vi.stubGlobal(
			'fetch',
			vi.fn(() => Promise.resolve(new Response(null, { status: 401 }))),
		);
		const { cookies, values } = jar({ '__Host-refresh': 'k.ended', '__Host-role': 'member' });
		expect(await resume(cookies, '::1')).toBeNull();
		expect([...values.keys()]).toEqual([]);
	});

	it('outlives a moment in which the API is away', async () => {
		vi.stubGlobal(
			'fetch',
			vi.fn(() => Promise.reject(new TypeError('no network'))),
		);
		const { cookies, values } = jar({ '__Host-refresh': 'k.kept' });
		expect(await resume(cookies, '::1')).toBeNull();
		expect(values.get('__Host-refresh')).toBe('k.kept');
	});

	it('on a shared device is gone with the window, also after it was renewed', async () => {
		vi.stubGlobal(
			'fetch',
			vi.fn(() => Promise.resolve(Response.json(session('r9')))),
		);
		const { cookies, options, values } = jar();
		keepSession(cookies, session('r8', true), true);
		expect(options.get('__Host-refresh')?.maxAge).toBeUndefined();
		expect(memberOf(cookies)).toEqual({ role: 'moderator', limited: true, discreet: true, locale: null });
		values.delete('__Host-access');
		await resume(cookies, '::1');
		expect(values.get('__Host-refresh')).toBe('s.r9');
		expect(options.get('__Host-refresh')?.maxAge).toBeUndefined();
	});
});
