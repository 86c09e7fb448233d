import { redirect } from '@sveltejs/kit';
import { safeNext } from '#lib/accounts/next.js';
import { api } from '#lib/api/client.js';
import type { RequestHandler } from './$types.js';

/** Marks the notices she opens as seen and goes where they lead; if marking fails she still gets there. */
export const GET: RequestHandler = async (event) => {
	const ids = event.url.searchParams.getAll('id').slice(0, 100);
	if (event.locals.member && ids.length > 0) await api(event).post('/notifications/read', { ids });
	redirect(303, safeNext(event.url.searchParams.get('to')) ?? '/notices');
};
