import { api } from '#lib/api/client.js';
import type { LetterFate } from '#lib/api/types.js';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const cursor = event.url.searchParams.get('cursor');
	const list = await forum.list<LetterFate>('/me/letters', { cursor });
	return { letters: list.items, next: list.next, further: cursor !== null };
};
