import { createHash } from 'node:crypto';
import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { GOODENOUGH_SITE_NAME } from '$app/env/private';
import { LETTER_PAGES } from './mailed.js';
import { fixed } from './session.js';

/**
 * The half hour after somebody has left. While it lasts, every page asked for is the same neutral
 * blank: whoever presses Back, reopens the tab or finds the address in the history sees that and no
 * more. It holds one button with the site's name, for her who comes back.
 */
const AWAY = '__Host-away';
/** Seconds. */
const HALF_HOUR = 30 * 60;

/** Begins the half hour. */
export function goAway(cookies: Cookies): void {
	cookies.set(AWAY, '1', { ...fixed, maxAge: HALF_HOUR });
}

/** Ends it. */
export function comeBack(cookies: Cookies): void {
	cookies.delete(AWAY, fixed);
}

/** Whether somebody has just left from this browser. */
export function isAway(cookies: Cookies): boolean {
	return cookies.get(AWAY) !== undefined;
}

/** Whether a request is for something to be looked at, not by the script of a page that is still open. */
export function isLook(request: Request): boolean {
	if (request.method !== 'GET' && request.method !== 'HEAD') return false;
	const mode = request.headers.get('sec-fetch-mode');
	return mode === null || mode === 'navigate';
}

/**
 * Where the button leads: to the front page, so that Back and one tap do not show the thread she
 * left; but to the page itself where it was opened from outside, by a letter's link or by its address.
 */
export function wayBack(event: Pick<RequestEvent, 'url' | 'request'>): string {
	const from = event.request.headers.get('sec-fetch-site');
	const fromOutside = from === 'none' || from === 'cross-site';
	const { pathname, search } = event.url;
	return fromOutside || LETTER_PAGES.has(pathname) ? pathname + search : '/';
}

const STYLE = `
html{color-scheme:light dark}
body{margin:0;min-height:100vh;display:flex;align-items:flex-end;justify-content:center}
button{font:14px/1 system-ui,sans-serif;color:#777;color:light-dark(#666,#999);background:none;border:0;padding:15px 20px;margin-bottom:24px;cursor:pointer}
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** The neutral blank. It is the same for every address, for those too that there are not. */
export function blank(way: string): Response {
	const name = escaped(GOODENOUGH_SITE_NAME);
	const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${name}</title><link rel="icon" href="/icon.svg" type="image/svg+xml"><style>${STYLE}</style></head><body><form method="POST" action="/open"><input type="hidden" name="to" value="${escaped(way)}"><button>${name}</button></form></body></html>`;
	return new Response(page, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
		},
	});
}

/** Words as they may stand in HTML. */
export function escaped(words: string): string {
	return words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
