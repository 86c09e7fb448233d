import { createHash } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';
import { GOODENOUGH_API_URL } from '$app/env/private';
import type { Role, Session } from '#lib/api/types.js';
import { languageOf } from './language.js';

/** The access token: a quarter of an hour. */
const ACCESS = '__Host-access';
/** `k.` (kept on this device) or `s.` (shared device: gone with the window), then the refresh token. */
const REFRESH = '__Host-refresh';
/** The role the pages are drawn for; a hint only, the API decides. */
const ROLE = '__Host-role';
/** On this device Leave signs out too, because whoever uses it said so. */
const PARTING = '__Host-parting';
/** The reader's time zone, so that times in words are right without script. */
export const ZONE = 'zone';

const DAYS_30 = 30 * 24 * 60 * 60;
const A_YEAR = 365 * 24 * 60 * 60;
/** Seconds before its end at which an access token is renewed. */
const LEEWAY = 30;
/** Milliseconds for which a finished renewal answers the other requests of the same page. */
const GRACE = 10_000;
/** Milliseconds before each try to end a session that was left; the first leaves time to keep a draft that is under way. */
const TRIES = [1_000, 3_000, 30_000];

const ROLES: readonly Role[] = ['member', 'listener', 'professional', 'moderator', 'admin'];

/** One renewal a session at a time: requests that arrive together share one answer. */
const flights = new Map<string, Promise<Renewal>>();

type Renewal = { kind: 'renewed'; session: Session } | { kind: 'ended' } | { kind: 'unreachable' };

/** What all cookies are that no script can read. */
export const fixed = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;

/** Keeps a session in the browser, where no script can read it. */
export function keepSession(cookies: Cookies, session: Session, shared: boolean): void {
	const lasting = shared ? fixed : { ...fixed, maxAge: DAYS_30 };
	cookies.set(ACCESS, session.access_token, { ...fixed, maxAge: session.expires_in });
	cookies.set(REFRESH, `${shared ? 's' : 'k'}.${session.refresh_token}`, lasting);
	// A session that goes on keeps its language; a new one is told it by `keepLanguage`.
	cookies.set(ROLE, roleWords({ ...session.member, locale: memberOf(cookies).locale }), lasting);
}

function roleWords({ role, limited, discreet, locale }: NonNullable<App.Locals['member']>): string {
	const language = languageOf(locale);
	return [
		role,
		...(limited ? ['limited'] : []),
		...(discreet ? [] : ['open']),
		...(language ? [language] : []),
	].join('.');
}

/** Keeps the language somebody has just chosen; her other devices hear of it with their next access token. */
export function keepLanguage(cookies: Cookies, locale: string): void {
	const lasting = isShared(cookies) ? fixed : { ...fixed, maxAge: DAYS_30 };
	cookies.set(ROLE, roleWords({ ...memberOf(cookies), locale }), lasting);
}

/** Keeps what somebody has just said about tabs; her other devices hear of it with their next access token. */
export function keepDiscretion(cookies: Cookies, discreet: boolean): void {
	const lasting = isShared(cookies) ? fixed : { ...fixed, maxAge: DAYS_30 };
	cookies.set(ROLE, roleWords({ ...memberOf(cookies), discreet }), lasting);
}

/** Whether Leave ends the session on this device: on a shared one always, on another where she chose so. */
export function leavingEnds(cookies: Cookies): boolean {
	return isShared(cookies) || choseParting(cookies);
}

/** Whether she chose, on this device, to be signed out by Leave. */
export function choseParting(cookies: Cookies): boolean {
	return cookies.get(PARTING) === 'out';
}

/** Keeps that choice. */
export function chooseParting(cookies: Cookies, out: boolean): void {
	if (out) cookies.set(PARTING, 'out', { ...fixed, maxAge: A_YEAR });
	else cookies.delete(PARTING, fixed);
}

/**
 * Ends the session of somebody who leaves: in the browser with this very answer, on the server behind
 * her back, so that leaving waits for nothing.
 */
export function endBehind(cookies: Cookies, clientAddress: string): void {
	const access = cookies.get(ACCESS);
	const kept = cookies.get(REFRESH);
	clearSession(cookies);
	cookies.delete(ZONE, { path: '/', secure: true, sameSite: 'lax', httpOnly: false });
	if (access || kept) void endOnServer(access, kept?.slice(2), clientAddress);
}

async function endOnServer(
	access: string | undefined,
	refresh: string | undefined,
	clientAddress: string,
): Promise<void> {
	for (const pause of TRIES) {
		await new Promise((later) => setTimeout(later, pause));
		let good = access && secondsLeft(access) > 5 ? access : undefined;
		if (!good && refresh) {
			const renewal = await renew(refresh, clientAddress);
			if (renewal.kind === 'ended') return;
			if (renewal.kind === 'renewed') good = renewal.session.access_token;
		}
		if (!good) continue;
		try {
			const { ok, status } = await fetch(`${GOODENOUGH_API_URL}/api/v1/sessions/current`, {
				method: 'DELETE',
				headers: { authorization: `Bearer ${good}`, 'x-forwarded-for': clientAddress },
				signal: AbortSignal.timeout(10_000),
			});
			if (ok || status === 401 || status === 404) return;
		} catch {
			// Once more, a little later.
		}
	}
	console.error(
		'a session that was left could not be ended; it ends by itself when it has rested long enough',
	);
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
export function memberOf(cookies: Cookies): NonNullable<App.Locals['member']> {
	const [role, ...more] = (cookies.get(ROLE) ?? '').split('.');
	const known = ROLES.find((name) => name === role) ?? 'member';
	const locale = more.map(languageOf).find((language) => language !== null) ?? null;
	return { role: known, limited: more.includes('limited'), discreet: !more.includes('open'), locale };
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
