import { createHash } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';
import { GOODENOUGH_API_URL } from '$app/env/private';
import type { Role, Session } from '#lib/api/types.js';

/** The access token: a quarter of an hour. */
const ACCESS = '__Host-access';
/** `k.` (kept on this device) or `s.` (shared device: gone with the window), then the refresh token. */
const REFRESH = '__Host-refresh';
/** The role the pages are drawn for; a hint only, the API decides. */
const ROLE = '__Host-role';
/** The reader's time zone, so that times in words are right without script. */
export const ZONE = 'zone';

const DAYS_30 = 30 * 24 * 60 * 60;
/** Seconds before its end at which an access token is renewed. */
const LEEWAY = 30;
/** Milliseconds for which a finished renewal answers the other requests of the same page. */
const GRACE = 10_000;

const ROLES: readonly Role[] = ['member', 'listener', 'professional', 'moderator', 'admin'];

/** One renewal a session at a time: requests that arrive together share one answer. */
const flights = new Map<string, Promise<Renewal>>();

type Renewal = { kind: 'renewed'; session: Session } | { kind: 'ended' } | { kind: 'unreachable' };

const fixed = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;

/** Keeps a session in the browser, where no script can read it. */
export function keepSession(cookies: Cookies, session: Session, shared: boolean): void {
	const lasting = shared ? fixed : { ...fixed, maxAge: DAYS_30 };
	cookies.set(ACCESS, session.access_token, { ...fixed, maxAge: session.expires_in });
	cookies.set(REFRESH, `${shared ? 's' : 'k'}.${session.refresh_token}`, lasting);
	cookies.set(ROLE, session.member.limited ? `${session.member.role}.limited` : session.member.role, lasting);
}

/** Takes the session out of the browser. */
export function clearSession(cookies: Cookies): void {
	for (const name of [ACCESS, REFRESH, ROLE]) cookies.delete(name, fixed);
}

/** Keeps the time zone, for times in words and the greeting. */
export function keepZone(cookies: Cookies, zone: string, shared: boolean): void {
	cookies.set(ZONE, zone, {
		path: '/',
		secure: true,
		sameSite: 'lax',
		httpOnly: false,
		...(shared ? {} : { maxAge: DAYS_30 }),
	});
}

/** Whether this reader signed in on a device she shares. */
export function isShared(cookies: Cookies): boolean {
	return cookies.get(REFRESH)?.startsWith('s.') ?? false;
}

/**
 * Finds out who asks, before anything is drawn: takes the access token from its cookie and renews
 * it when it is about to end.
 */
export async function resume(cookies: Cookies, clientAddress: string): Promise<string | null> {
	const access = cookies.get(ACCESS);
	const kept = cookies.get(REFRESH);
	if (access && secondsLeft(access) > LEEWAY) return access;
	if (!kept) return null;

	const renewal = await renew(kept.slice(2), clientAddress);
	if (renewal.kind === 'renewed') {
		keepSession(cookies, renewal.session, kept.startsWith('s.'));
		return renewal.session.access_token;
	}
	if (renewal.kind === 'ended') {
		clearSession(cookies);
		return null;
	}
	// The API is away for a moment: the session stays where it is.
	return access ?? null;
}

/** The role the pages are drawn for. */
export function memberOf(cookies: Cookies): App.Locals['member'] {
	const [role, limited] = (cookies.get(ROLE) ?? '').split('.');
	const known = ROLES.find((name) => name === role) ?? 'member';
	return { role: known, limited: limited === 'limited' };
}

/** The time zone the browser told, if it is one. */
export function zoneOf(cookies: Cookies): string | null {
	const zone = cookies.get(ZONE);
	if (!zone || zone.length > 64) return null;
	try {
		new Intl.DateTimeFormat('en', { timeZone: zone });
		return zone;
	} catch {
		return null;
	}
}

function renew(refreshToken: string, clientAddress: string): Promise<Renewal> {
	const key = createHash('sha256').update(refreshToken).digest('base64url');
	const running = flights.get(key);
	if (running) return running;
	const flight = askForRenewal(refreshToken, clientAddress);
	flights.set(key, flight);
	void flight.then((renewal) => {
		if (renewal.kind === 'renewed') setTimeout(() => flights.delete(key), GRACE).unref();
		else flights.delete(key);
	});
	return flight;
}

async function askForRenewal(refreshToken: string, clientAddress: string): Promise<Renewal> {
	try {
		const response = await fetch(`${GOODENOUGH_API_URL}/api/v1/sessions/refresh`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-forwarded-for': clientAddress },
			body: JSON.stringify({ refresh_token: refreshToken }),
			signal: AbortSignal.timeout(10_000),
		});
		if (response.ok) return { kind: 'renewed', session: (await response.json()) as Session };
		const ended = response.status === 401 || response.status === 422 || response.status === 403;
		return { kind: ended ? 'ended' : 'unreachable' };
	} catch {
		return { kind: 'unreachable' };
	}
}

/** Seconds until a token ends, read from the token itself; the API checks its signature. */
function secondsLeft(token: string): number {
	try {
		const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
			exp?: number;
		};
		return (payload.exp ?? 0) - Date.now() / 1000;
	} catch {
		return 0;
	}
}
