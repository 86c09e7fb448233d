import { api } from '#lib/api/client.js';
import type { Night } from '#lib/api/types.js';
import { orderOf, threadsIn, waiting } from '#lib/threads/lists.js';
import type { PageServerLoad } from './$types.js';

/** The front page: who waits, and what is being talked about. */
export const load: PageServerLoad = async (event) => {
	const order = orderOf(event.url);
	const { member } = event.locals;
	const [list, waits, night] = await Promise.all([
		threadsIn(event, undefined, order),
		waiting(event),
		member && !member.limited ? api(event).glance<Night>('/me/night') : null,
	]);
	return { night: night?.until ?? null, order, cards: list.items, next: list.next, left: list.left, waits };
};
