import { error } from '@sveltejs/kit';
import { spaces } from '#lib/server/spaces.js';
import { problemSentence } from '#lib/texts/errors.js';
import { orderOf, threadsIn } from '#lib/threads/lists.js';
import type { PageServerLoad } from './$types.js';

/** One space, named in the address by its id alone. */
export const load: PageServerLoad = async (event) => {
	const all = await spaces(event);
	const space = all.find((one) => one.id === event.params.id);
	if (!space) error(404, problemSentence({ code: 'not_found' }), { code: 'not_found' });
	const order = orderOf(event.url);
	const list = await threadsIn(event, space.slug, order);
	return { order, cards: list.items, next: list.next, left: list.left, shown: space, space: space.slug };
};
