import { orderOf, threadsIn, waiting } from '#lib/threads/lists.js';
import type { PageServerLoad } from './$types.js';

/** The front page: who waits, and what is being talked about. */
export const load: PageServerLoad = async (event) => {
	const order = orderOf(event.url);
	const [list, waits] = await Promise.all([threadsIn(event, undefined, order), waiting(event)]);
	return { order, cards: list.items, next: list.next, left: list.left, waits };
};
