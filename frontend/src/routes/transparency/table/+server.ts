import { error } from '@sveltejs/kit';
import { api } from '#lib/api/client.js';
import type { RequestHandler } from './$types.js';

/** The numbers as a file: the API's own table, handed on. */
export const GET: RequestHandler = async (event) => {
	const asked = new URLSearchParams();
	for (const name of ['from', 'until']) {
		const value = event.url.searchParams.get(name);
		if (value) asked.set(name, value);
	}
	const answer = await api(event).file(`/transparency.csv?${asked}`);
	if (!answer?.ok) error(answer?.status ?? 503);
	return new Response(answer.body, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': answer.headers.get('content-disposition') ?? 'attachment',
		},
	});
};
