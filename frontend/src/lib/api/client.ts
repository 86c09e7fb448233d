import { error, fail, redirect, type ActionFailure } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { GOODENOUGH_API_URL } from '$app/env/private';
import { signInPath } from '#lib/accounts/next.js';
import { clearSession, fixed } from '#lib/server/session.js';
import { fieldSentence, problemSentence } from '#lib/texts/errors.js';
import { held } from './held.js';
import { answers, question } from './kept.js';
import type { Listing, Problem } from './types.js';

/** Milliseconds after which a page says that the forum cannot be reached. */
const PATIENCE = 15_000;
/** Where several processes serve the API: what she wrote last, for any of them to know that it has to show it. */
const WRITTEN = 'goodenough-written';
/** Its cookie, for the seconds in which a process may not have heard of it. */
const WRITTEN_COOKIE = '__Host-written';

/** The part of an event that a call needs. */
export type Caller = Pick<RequestEvent, 'locals' | 'cookies' | 'url' | 'getClientAddress' | 'request'>;

/** Why the API did not do what it was asked. */
export interface Refusal {
	status: number;
	code: string;
	/** The API's own words; shown only where a code says to (`already_claimed` names somebody). */
	detail: string;
	/** Field name to field code. */
	fields: Record<string, string>;
	/** Seconds to wait, from `Retry-After`. */
	retryAfter: number | null;
	requestId: string | null;
}

export type Answer<T> = { ok: true; status: number; data: T } | { ok: false; refusal: Refusal };

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface Ask {
	body?: unknown;
	query?: Query;
	/** The hidden key of a creating form: a double tap or a retry then posts once. */
	key?: string | null;
	/** Signs in: the API names the device in her list of sessions, so it is told which it is. */
	signingIn?: boolean;
	/** Calls as nobody, for what everybody may read. */
	anonymous?: boolean;
}

/** What a form shows after a refusal: its own values, a sentence, and a sentence for each field. */
export interface Refused {
	/** Which form of the page this is about; empty where a page has one form. */
	form: string;
	code: string;
	message: string;
	fields: Record<string, string>;
	values: Record<string, string | string[]>;
}

/** Calls the API for one request of one reader; every call of the frontend goes through here. */
export class Api {
	readonly #caller: Caller;

	constructor(caller: Caller) {
		this.#caller = caller;
	}

	/** Asks for anything and gives back the answer or the refusal; for form actions. */
	async ask<T = unknown>(method: string, path: string, ask: Ask = {}): Promise<Answer<T>> {
		const { locals, cookies, getClientAddress, request } = this.#caller;
		const headers: Record<string, string> = {
			accept: 'application/json',
			'x-forwarded-for': getClientAddress(),
		};
		const signedIn = Boolean(locals.access) && !ask.anonymous;
		if (signedIn) headers.authorization = `Bearer ${locals.access}`;
		const url = address(path, ask.query);
		const asked = method === 'GET' ? question(path, url, signedIn) : null;
		const kept = asked ? answers.get(asked) : undefined;
		if (kept) headers['if-none-match'] = kept.tag;
		const written = cookies.get(WRITTEN_COOKIE);
		if (written) headers[WRITTEN] = written;
		const device = request.headers.get('user-agent');
		if (ask.signingIn && device) headers['user-agent'] = device;
		if (ask.key) headers['idempotency-key'] = ask.key;
		let body: string | undefined;
		if (ask.body !== undefined) {
			headers['content-type'] = 'application/json';
			body = JSON.stringify(ask.body);
		}
		let response: Response;
		try {
			response = await fetch(url, {
				method,
				headers,
				body,
				redirect: 'manual',
				signal: AbortSignal.timeout(PATIENCE),
			});
		} catch {
			note(locals.sources, url, null);
			return { ok: false, refusal: unreachable() };
		}
		note(locals.sources, url, response.status === 304 ? kept?.tag : response.headers.get('etag'));
		const mark = response.headers.get(WRITTEN);
		if (mark) cookies.set(WRITTEN_COOKIE, mark, { ...fixed, maxAge: 5 });
		if (kept && response.status === 304) {
			return { ok: true, status: 200, data: JSON.parse(kept.text) as T };
		}
		if (response.ok) {
			const text = response.status === 204 ? '' : await response.text();
			const tag = response.headers.get('etag');
			if (asked && tag) answers.keep(asked, { tag, text });
			return { ok: true, status: response.status, data: (text ? JSON.parse(text) : null) as T };
		}
		const refusal = await refusalOf(response);
		// Suspended a moment ago: this very page is drawn for somebody who is.
		if (refusal.code === 'suspended' && locals.member) locals.member.limited = true;
		return { ok: false, refusal };
	}

	/**
	 * Asks for a file and gives back the API's own answer, to be handed on as it comes: however large
	 * it is, it is never held here as a whole.
	 */
	async file(path: string): Promise<Response | null> {
		const { locals, getClientAddress } = this.#caller;
		const headers: Record<string, string> = {
			accept: 'application/json',
			'x-forwarded-for': getClientAddress(),
		};
		if (locals.access) headers.authorization = `Bearer ${locals.access}`;
		const patience = new AbortController();
		// Only for its beginning: a long file may take as long as it needs.
		const timer = setTimeout(() => patience.abort(), PATIENCE);
		try {
			return held(await fetch(address(path), { headers, redirect: 'manual', signal: patience.signal }));
		} catch {
			return null;
		} finally {
			clearTimeout(timer);
		}
	}

	post<T = unknown>(path: string, body: unknown = {}, ask: Ask = {}): Promise<Answer<T>> {
		return this.ask<T>('POST', path, { ...ask, body });
	}

	patch<T = unknown>(path: string, body: unknown, ask: Ask = {}): Promise<Answer<T>> {
		return this.ask<T>('PATCH', path, { ...ask, body });
	}

	put<T = unknown>(path: string, body?: unknown): Promise<Answer<T>> {
		return this.ask<T>('PUT', path, { body });
	}

	delete<T = unknown>(path: string): Promise<Answer<T>> {
		return this.ask<T>('DELETE', path);
	}

	/**
	 * Reads something a page cannot be drawn without; for load functions. A refusal becomes the
	 * error page, or the sign-in page for somebody who is signed out. A session that ended
	 * elsewhere is forgotten, and what everybody may read is still shown.
	 */
	async read<T>(path: string, query?: Query): Promise<T> {
		const answer = await this.ask<T>('GET', path, { query });
		if (answer.ok) return answer.data;
		const { locals, cookies } = this.#caller;
		let refusal = answer.refusal;
		if (locals.access && (refusal.code === 'unauthenticated' || refusal.code === 'suspended')) {
			if (refusal.code === 'unauthenticated') {
				clearSession(cookies);
				locals.access = null;
				locals.member = null;
			}
			const again = await this.ask<T>('GET', path, { query, anonymous: true });
			if (again.ok) return again.data;
			if (refusal.code === 'unauthenticated') refusal = again.refusal;
		}
		return this.give(refusal);
	}

	/** Reads a list; `next` is the cursor of the following page. */
	list<T>(path: string, query?: Query): Promise<Listing<T>> {
		return this.read<Listing<T>>(path, query);
	}

	/** Reads something a page can do without, such as a dot beside a word. */
	async glance<T>(path: string, query?: Query): Promise<T | null> {
		const answer = await this.ask<T>('GET', path, { query });
		return answer.ok ? answer.data : null;
	}

	/** Ends a load with the page that fits the refusal. */
	give(refusal: Refusal): never {
		if (refusal.status === 401) redirect(303, signInPath(this.#caller.url));
		error(refusal.status, problemSentence(refusal), {
			code: refusal.code,
			requestId: refusal.requestId ?? undefined,
		});
	}

	/** Sends whoever is signed out to the sign-in page, and brings her back afterwards. */
	requireMember(): NonNullable<App.Locals['member']> {
		const { member } = this.#caller.locals;
		if (!member) redirect(303, signInPath(this.#caller.url));
		return member;
	}
}

/** The API as the reader of this request may use it. */
export function api(caller: Caller): Api {
	return new Api(caller);
}

/**
 * Answers a form action that was refused: nothing typed is lost, each field has its sentence.
 *
 * @param values what was typed, by field name; never a password.
 * @param form which form of the page it was, where there are several.
 */
export function refuse(
	refusal: Refusal,
	values: Record<string, string | string[]> = {},
	form = '',
): ActionFailure<{ refused: Refused }> {
	const fields = Object.fromEntries(
		Object.entries(refusal.fields).map(([name, code]) => [name, fieldSentence(name, code)]),
	);
	return fail(refusal.status, {
		refused: { form, code: refusal.code, message: problemSentence(refusal), fields, values },
	});
}

/** A refusal the frontend finds by itself, in the API's words, such as two passwords that differ. */
export function refusal(status: number, code: string, fields: Record<string, string> = {}): Refusal {
	return { status, code, detail: '', fields, retryAfter: null, requestId: null };
}

/** Writes down what a page is drawn from; what has no tag cannot be asked about again. */
function note(sources: App.Locals['sources'], url: URL, tag: string | null | undefined): void {
	sources?.push({ url, tag: tag ?? null });
}

function address(path: string, query: Query = {}): URL {
	const url = new URL(`${GOODENOUGH_API_URL}/api/v1${path}`);
	for (const [name, value] of Object.entries(query)) {
		if (value !== undefined && value !== null && value !== '') url.searchParams.set(name, String(value));
	}
	return url;
}

export function unreachable(): Refusal {
	return { ...refusal(503, 'unavailable') };
}

export async function refusalOf(response: Response): Promise<Refusal> {
	const seconds = Number(response.headers.get('retry-after'));
	const basic = {
		retryAfter: Number.isFinite(seconds) && seconds > 0 ? seconds : null,
		requestId: response.headers.get('x-request-id'),
	};
	const status = response.status >= 400 && response.status <= 599 ? response.status : 502;
	try {
		const problem = (await response.json()) as Problem;
		return {
			...basic,
			status,
			code: problem.code ?? 'internal',
			detail: problem.detail ?? '',
			fields: problem.fields ?? {},
			requestId: problem.request_id ?? basic.requestId,
		};
	} catch {
		return { ...basic, status, code: status === 404 ? 'not_found' : 'internal', detail: '', fields: {} };
	}
}
