import { api } from '#lib/api/client.js';
import type { NoticeStatus } from '#lib/api/types.js';
import type { PageServerLoad } from './$types.js';

/** What came of a notice: for whoever has its secret, signed in or not. */
export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	event.setHeaders({ 'referrer-policy': 'no-referrer' });
	const path = `/notices/${encodeURIComponent(event.params.token)}`;
	const answer = await forum.ask<NoticeStatus>('GET', path, { anonymous: true });
	if (!answer.ok) return forum.give(answer.refusal);
	return { status: answer.data };
};
