import { GOODENOUGH_LEAVE_URL } from '$app/env/private';
import { goAway } from '#lib/server/away.js';
import { endBehind, leavingEnds } from '#lib/server/session.js';
import type { RequestHandler } from './$types.js';

/**
 * The way out: on to a neutral page, by an ordinary redirect, so that it works without script. From
 * now on every page is blank for half an hour. The sign-in stays, unless the device is shared or she
 * chose otherwise: whoever has to leave often must not have to sign in often. Nothing else needs
 * clearing, because pages are never stored, and `Clear-Site-Data: "cache"` would keep the browser on
 * this page until its whole cache has been searched.
 */
export const GET: RequestHandler = ({ cookies, request, getClientAddress }) => {
	if (isMeant(request)) {
		goAway(cookies);
		if (leavingEnds(cookies)) endBehind(cookies, getClientAddress());
	}
	return new Response(null, { status: 303, headers: { location: GOODENOUGH_LEAVE_URL } });
};

/** Not a link on somebody else's page, and not a browser that looks ahead. */
function isMeant(request: Request): boolean {
	return (
		request.headers.get('sec-fetch-site') !== 'cross-site' &&
		!(request.headers.get('sec-purpose') ?? '').includes('prefetch')
	);
}
