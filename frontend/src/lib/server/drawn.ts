import type { RequestEvent } from '@sveltejs/kit';
import { Shelf } from '#lib/api/shelf.js';
import { LANGUAGE } from './language.js';
import { ZONE } from './session.js';
import { Together } from './together.js';

/**
 * Pages as visitors see them, drawn once for the same answers of the API. Before a page is shown again, the API is asked about each
 * answer it was drawn from: had one changed, it is drawn anew. So nothing is shown that the API would not show now.
 *
 * A page is kept only when nothing in it is anybody's own: its reader has no session, it has no form (each has a key of its own) and no
 * nonce, and it sets no cookie.
 */
interface Drawn {
	page: Uint8Array<ArrayBuffer>;
	headers: Headers;
	sources: Tagged[];
	/** Milliseconds: when it was drawn. */
	at: number;
}

/** An answer of the API that a page was drawn from. */
export interface Source {
	url: URL;
	/** Nothing where the API gave none: it cannot be asked whether it still holds. */
	tag: string | null;
}

interface Tagged {
	url: string;
	tag: string;
}

/** Bytes of all pages that are kept, at most. */
const ROOM = 8_000_000;
const LARGEST = 400_000;
/** Milliseconds: a page says how long ago something was written, and its clock may be so much behind. */
const FRESH = 10_000;
/** Milliseconds in which the API says whether an answer still holds; after that the page is drawn, and says what is wrong. */
const PATIENCE = 2_000;
/** What a visitor's browser may send and still see what all see: both are part of the page's name. */
const HARMLESS: ReadonlySet<string> = new Set([LANGUAGE, ZONE]);

/** What makes a page somebody's own. */
const OWN = /<form\b[^>]*\bmethod="post"|\bnonce="/i;

const pages = new Shelf<Drawn>(ROOM, LARGEST, ({ page }) => page.byteLength);
/** Looks whether a page still holds, at each time once for all who want it. */
const looking = new Together<Drawn, boolean>();

/** The name a page is kept under; nothing where it is drawn for one reader alone. */
export function nameOf(event: RequestEvent, locale: string): string | null {
	const { request, url, locals, cookies, isDataRequest } = event;
	if (request.method !== 'GET' || isDataRequest || locals.access || locals.member) return null;
	if (cookies.getAll().some(({ name }) => !HARMLESS.has(name))) return null;
	// With the host it was asked for: a made-up one must not come to stand in anybody else's page.
	return `${locale} ${locals.zone ?? ''} ${url.href}`;
}

/** The page under this name, if everything it was drawn from still holds. */
export async function again(
	name: string,
	event: Pick<RequestEvent, 'getClientAddress'>,
): Promise<Response | null> {
	const drawn = pages.get(name);
	if (!drawn || Date.now() - drawn.at > FRESH) return null;
	const address = event.getClientAddress();
	const holds = async () => {
		const each = await Promise.all(drawn.sources.map((source) => stillHolds(source, address)));
		return !each.includes(false);
	};
	if (await looking.ask(drawn, holds)) return new Response(drawn.page, { headers: drawn.headers });
	if (pages.get(name) === drawn) pages.drop(name);
	return null;
}

/** Gives a page on as it comes, and keeps it when it may be kept. */
export function keep(name: string, response: Response, sources: Source[]): Response {
	const { status, headers, body } = response;
	const isPage = headers.get('content-type')?.startsWith('text/html') && !headers.has('set-cookie');
	if (status !== 200 || !isPage || !body) return response;
	const [shown, copy] = body.tee();
	// A reader who goes away before the end leaves nothing to keep.
	keepWhole(name, copy, headers, sources).catch(() => {});
	return new Response(shown, { headers });
}

async function keepWhole(
	name: string,
	copy: ReadableStream<Uint8Array>,
	headers: Headers,
	sources: Source[],
) {
	const page = new Uint8Array(await new Response(copy).arrayBuffer());
	// Only now: what comes late in a page is noted late.
	const tagged = sources.flatMap(({ url, tag }) => (tag ? [{ url: url.href, tag }] : []));
	if (sources.length === 0 || tagged.length < sources.length) return;
	if (OWN.test(new TextDecoder().decode(page))) return;
	pages.keep(name, { page, headers: bare(headers), sources: tagged, at: Date.now() });
}

/** The headers without the nonce of one page: no script in a page that is kept needs one. */
function bare(headers: Headers): Headers {
	const kept = new Headers(headers);
	const policy = kept.get('content-security-policy');
	if (policy) kept.set('content-security-policy', policy.replaceAll(/ 'nonce-[^']*'/g, ''));
	return kept;
}

async function stillHolds({ url, tag }: Tagged, address: string): Promise<boolean> {
	try {
		const response = await fetch(url, {
			headers: { accept: 'application/json', 'x-forwarded-for': address, 'if-none-match': tag },
			redirect: 'manual',
			signal: AbortSignal.timeout(PATIENCE),
		});
		if (response.status === 304) return true;
		await response.body?.cancel();
	} catch {
		// Drawing the page finds out what is wrong, and says it.
	}
	return false;
}
