import { error } from '@sveltejs/kit';
import { api } from '#lib/api/client.js';
import type { RequestHandler } from './$types.js';

/** What newsreaders get, as the API writes it: public threads, and columns. */
export const GET: RequestHandler = async (event) => {
	const { which } = event.params;
	if (which !== 'threads' && which !== 'columns') error(404);
	const answer = await api(event).file(`/atom/${which}`);
	if (!answer?.ok) error(answer?.status ?? 503);
	return new Response(answer.body, {
		headers: { 'content-type': 'application/atom+xml; charset=utf-8' },
	});
};
