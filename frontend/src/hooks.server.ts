import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { memberOf, resume, zoneOf } from '#lib/server/session.js';
import { problemSentence } from '#lib/texts/errors.js';

/** Headers of every answer; the pages' Content-Security-Policy comes with its nonce from SvelteKit. */
const HEADERS: Record<string, string> = {
	// With `no-referrer` browsers send `Origin: null`, and every form without script is refused.
	'referrer-policy': 'same-origin',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
	'x-robots-tag': 'noindex',
};

export const handle: Handle = async ({ event, resolve }) => {
	const { locals, cookies } = event;
	locals.access = await resume(cookies, event.getClientAddress());
	locals.member = locals.access ? memberOf(cookies) : null;
	locals.zone = zoneOf(cookies);
	locals.forget = false;

	const response = await resolve(event, {
		preload: ({ type }) => type === 'js' || type === 'css',
	});

	for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
	if (!response.headers.has('content-security-policy')) {
		response.headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
	}
	// Nothing of a page stays on the device; what may be kept is the API's answer, on the server.
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
	if (locals.forget) response.headers.set('clear-site-data', '"cache", "cookies", "storage"');
	return response;
};

export const handleError: HandleServerError = (caught) => {
	// `Api.give` chose these words already.
	if (caught.kind === 'app') return caught.error;
	if (caught.kind === 'unknown') {
		// The route only: an address or a body may hold somebody's words.
		console.error(`page failed: ${caught.event.route.id ?? 'no route'}`, caught.error);
		return { status: 500, message: problemSentence({ code: 'internal' }), code: 'internal' };
	}
	const { status } = caught.error;
	const code = status === 404 ? 'not_found' : status === 413 ? 'too_large' : 'malformed';
	return { status, message: problemSentence({ code }), code };
};
