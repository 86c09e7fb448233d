import type { RequestEvent } from '@sveltejs/kit';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { again, keep, nameOf, type Source } from './drawn.js';

const THREAD = 'http://api.test/api/v1/threads/1';
const POSTS = `${THREAD}/posts`;
/** The tags the API has now. */
const tags = new Map<string, string>();
let asked: string[] = [];
let names = 0;

const caller = { getClientAddress: () => '192.0.2.7' };
const sources = (): Source[] => [THREAD, POSTS].map((url) => ({ url: new URL(url), tag: '"one"' }));

beforeEach(() => {
	vi.useFakeTimers();
	asked = [];
	tags.set(THREAD, '"one"').set(POSTS, '"one"');
	vi.stubGlobal('fetch', async (url: string, { headers }: { headers: Record<string, string> }) => {
		asked.push(url);
		const tag = tags.get(url);
		if (!tag) throw new Error('nobody answers');
		return tag === headers['if-none-match'] ? new Response(null, { status: 304 }) : new Response('{}');
	});
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

/** Draws a page, lets its reader read it, and says what the next reader gets. */
async function next(page: Response, from = sources()): Promise<string | null> {
	const name = `page ${(names += 1)}`;
	await keep(name, page, from).text();
	await vi.advanceTimersByTimeAsync(0);
	return (await (await again(name, caller))?.text()) ?? null;
}

function page(words: string, headers: Record<string, string> = {}, status = 200): Response {
	return new Response(words, { status, headers: { 'content-type': 'text/html', ...headers } });
}

function event(
	over: { url?: string; method?: string; cookies?: string[]; access?: string; data?: boolean } = {},
) {
	return {
		request: new Request('http://forum.test/', { method: over.method ?? 'GET' }),
		url: new URL(over.url ?? 'http://forum.test/threads/1'),
		locals: { access: over.access ?? null, member: null, zone: null },
		cookies: { getAll: () => (over.cookies ?? []).map((name) => ({ name, value: '1' })) },
		isDataRequest: over.data ?? false,
	} as unknown as RequestEvent;
}

it('shows a page again while each answer it was drawn from holds', async () => {
	expect(await next(page('<p>hello</p>'))).toBe('<p>hello</p>');
	expect(asked).toEqual([THREAD, POSTS]);
});

it('draws it anew when one of them changed, or the API does not answer', async () => {
	tags.set(POSTS, '"two"');
	expect(await next(page('old'))).toBeNull();
	tags.delete(POSTS);
	expect(await next(page('old'))).toBeNull();
});

it('asks for many who want a page at once as for one, and after they came', async () => {
	const name = 'a page that many want';
	await keep(name, page('hello'), sources()).text();
	await vi.advanceTimersByTimeAsync(0);
	const many = () => Promise.all(Array.from({ length: 20 }, () => again(name, caller)));
	const pages = await many();
	expect(await Promise.all(pages.map((one) => one?.text()))).toEqual(Array(20).fill('hello'));
	// The first of them, and those who came while she asked.
	expect(asked).toEqual([THREAD, POSTS, THREAD, POSTS]);
	tags.set(POSTS, '"two"');
	expect(await many()).toEqual(Array(20).fill(null));
});

it('draws it anew after a while, for the times in it', async () => {
	const name = 'a page with a clock';
	await keep(name, page('just now'), sources()).text();
	await vi.advanceTimersByTimeAsync(9_000);
	expect(await again(name, caller)).not.toBeNull();
	await vi.advanceTimersByTimeAsync(2_000);
	expect(await again(name, caller)).toBeNull();
});

it('keeps nothing that is somebody’s own, and nothing that cannot be asked about', async () => {
	const own = [
		page('<form class="x" method="POST" action="?/send">'),
		page('<script nonce="abc">'),
		page('x', { 'set-cookie': 'a=b' }),
		page('x', {}, 404),
		page('{}', { 'content-type': 'application/json' }),
	];
	for (const each of own) expect(await next(each)).toBeNull();
	expect(await next(page('x'), [...sources(), { url: new URL(THREAD), tag: null }])).toBeNull();
	expect(await next(page('x'), [])).toBeNull();
	expect(await next(page('<form method="get" action="/search">'))).not.toBeNull();
});

it('takes what comes late in a page for part of it', async () => {
	const from = sources();
	const late = new ReadableStream<Uint8Array>({
		async pull(controller) {
			from.push({ url: new URL(THREAD), tag: null });
			controller.enqueue(new TextEncoder().encode('late'));
			controller.close();
		},
	});
	const streamed = new Response(late, { headers: { 'content-type': 'text/html' } });
	expect(await next(streamed, from)).toBeNull();
});

it('shows no nonce a second time', async () => {
	const policy = "script-src 'self' 'nonce-abc'; style-src 'self'";
	const name = 'a page with a policy';
	const first = keep(name, page('x', { 'content-security-policy': policy }), sources());
	expect(first.headers.get('content-security-policy')).toBe(policy);
	await first.text();
	await vi.advanceTimersByTimeAsync(0);
	const second = await again(name, caller);
	expect(second?.headers.get('content-security-policy')).toBe("script-src 'self'; style-src 'self'");
});

it('has a name for visitors alone, one for each host, language and zone', () => {
	expect(nameOf(event(), 'en')).not.toBeNull();
	expect(nameOf(event({ cookies: ['language', 'zone'] }), 'en')).toBe(nameOf(event(), 'en'));
	expect(nameOf(event(), 'es')).not.toBe(nameOf(event(), 'en'));
	expect(nameOf(event({ url: 'http://other.test/threads/1' }), 'en')).not.toBe(nameOf(event(), 'en'));
	for (const own of [
		{ access: 'token' },
		{ method: 'POST' },
		{ cookies: ['__Host-session'] },
		{ data: true },
	])
		expect(nameOf(event(own), 'en')).toBeNull();
});
