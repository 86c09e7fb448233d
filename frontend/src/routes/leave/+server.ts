import { GOODENOUGH_LEAVE_URL } from '$app/env/private';
import type { RequestHandler } from './$types.js';

/**
 * The way out: on to a neutral page, by an ordinary redirect, so that it works without script.
 * The sign-in stays: whoever has to leave often must not have to sign in often. Nothing else needs
 * clearing, because pages are never stored, and `Clear-Site-Data: "cache"` would keep the browser on
 * this page until its whole cache has been searched.
 */
export const GET: RequestHandler = () =>
	new Response(null, { status: 303, headers: { location: GOODENOUGH_LEAVE_URL } });
