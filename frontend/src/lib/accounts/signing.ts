import type { Cookies } from '@sveltejs/kit';
import { api, type Caller } from '#lib/api/client.js';
import type { Me, Session } from '#lib/api/types.js';
import { keepLanguage, keepSession, keepZone } from '#lib/server/session.js';

/**
 * Signs somebody in: keeps the session in cookies, and her time zone with it where she has told
 * one, so that times in words are right without script.
 */
export async function signIn(
	caller: Caller & { cookies: Cookies },
	session: Session,
	shared: boolean,
): Promise<void> {
	const { cookies, locals } = caller;
	keepSession(cookies, session, shared);
	locals.access = session.access_token;
	const { role, limited, discreet } = session.member;
	locals.member = { role, limited, discreet, locale: null };
	const me = await api(caller).glance<Me>('/me');
	if (me) keepLanguage(cookies, me.locale);
	if (me?.time_zone) keepZone(cookies, me.time_zone, shared);
}

/** Where somebody lands after signing in; whoever is suspended reads why first. */
export function landing(session: Session, next: string | null): string {
	return session.member.limited ? '/decisions' : (next ?? '/');
}
