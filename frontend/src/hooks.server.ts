import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { GOODENOUGH_SITE_NAME } from '$app/env/private';
import { blank, comeBack, escaped, isAway, isLook, wayBack } from '#lib/server/away.js';
import { getTextDirection } from '#lib/paraglide/runtime.js';
import { again, keep, nameOf } from '#lib/server/drawn.js';
import { chosenHere, inLanguage, languageOf, preferred } from '#lib/server/language.js';
import { swapped } from '#lib/server/mailed.js';
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

/** The policy of what SvelteKit does not draw: the last page there is, of which all may fail but the way out. */
const BARE =
	"default-src 'none'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Asks nobody who is there: the same for all, and leaving waits for nothing. */
const SAME_FOR_ALL = new Set(['/leave', '/icon.svg', '/site.webmanifest']);

export const handle: Handle = async ({ event, resolve }) => {
	const { locals, cookies, request, url } = event;
	locals.access = null;
	locals.member = null;
	locals.zone = zoneOf(cookies);
	locals.forget = false;
	locals.sources = null;

	const language = () =>
		languageOf(locals.member?.locale) ??
		chosenHere(cookies) ??
		preferred(request.headers.get('accept-language'));
	const elsewhere = swapped(event);
	if (elsewhere) return dressed(elsewhere);
	if (!SAME_FOR_ALL.has(url.pathname)) {
		if (isAway(cookies)) {
			if (isLook(request)) return dressed(blank(wayBack(event)));
			// A form of a page that is still open somewhere: its words are not lost, and she is back.
			if (request.method === 'POST') comeBack(cookies);
		}
		locals.access = await resume(cookies, event.getClientAddress());
		locals.member = locals.access ? memberOf(cookies) : null;
	}

	const locale = language();
	const shelfmark = nameOf(event, locale);
	const kept = shelfmark && (await again(shelfmark, event));
	if (kept) return kept;
	if (shelfmark) locals.sources = [];
	const response = await inLanguage(locale, () =>
		resolve(event, {
			preload: ({ type }) => type === 'js' || type === 'css',
			transformPageChunk: ({ html }) =>
				html.replace('%language%', locale).replace('%direction%', getTextDirection(locale)),
		}),
	);
	if (locals.forget) response.headers.set('clear-site-data', '"cache", "cookies", "storage"');
	const page = dressed(await named(response));
	return shelfmark ? keep(shelfmark, page, locals.sources ?? []) : page;
};

/** Gives an answer the headers that every answer has. */
function dressed(response: Response): Response {
	for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
	if (!response.headers.has('content-security-policy')) response.headers.set('content-security-policy', BARE);
	// The letter that is shown in a frame says so in its policy; older browsers read this one only.
	if (response.headers.get('content-security-policy')?.includes("frame-ancestors 'self'"))
		response.headers.set('x-frame-options', 'SAMEORIGIN');
	// Nothing of a page stays on the device; what may be kept is the API's answer, on the server.
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
	if (!response.headers.get('cache-control')?.startsWith('public'))
		response.headers.append('vary', 'Cookie, Accept-Language');
	return response;
}

/** `error.html` is drawn by nobody, so the site's own name is put into its title here. */
async function named(response: Response): Promise<Response> {
	const bare = response.status >= 500 && !response.headers.has('content-security-policy');
	if (!bare || !response.headers.get('content-type')?.startsWith('text/html')) return response;
	const page = (await response.text()).replace(
		'<title>Notes<',
		() => `<title>${escaped(GOODENOUGH_SITE_NAME)}<`,
	);
	return new Response(page, { status: response.status, headers: response.headers });
}

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
