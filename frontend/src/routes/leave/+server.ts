import { GOODENOUGH_LEAVE_URL } from '$app/env/private';
import type { RequestHandler } from './$types.js';

/**
 * The way out: on to a neutral page, by an ordinary redirect, so that it works without script.
 * Pages are never stored; emptying the cache also drops those the browser holds for its Back button.
 * The sign-in stays: whoever has to leave often must not have to sign in often.
 */
export const GET: RequestHandler = () =>
	new Response(null, {
		status: 303,
		headers: { location: GOODENOUGH_LEAVE_URL, 'clear-site-data': '"cache"' },
	});
