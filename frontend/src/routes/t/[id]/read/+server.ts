import { api } from '#lib/api/client.js';
import { wholeNumber } from '#lib/threads/page.js';
import type { RequestHandler } from './$types.js';

/** Moves the read mark; sent by the page's script once a thread has been opened. */
export const PUT: RequestHandler = async (event) => {
	if (!event.locals.member) return new Response(null, { status: 401 });
	const sent = (await event.request.json().catch(() => null)) as { number?: unknown } | null;
	const number = wholeNumber(sent?.number);
	if (!number) return new Response(null, { status: 400 });
	const answer = await api(event).put(`/threads/${encodeURIComponent(event.params.id)}/read`, { number });
	return new Response(null, { status: answer.ok ? 204 : answer.refusal.status });
};
