import { api } from '#lib/api/client.js';
import type { Report } from '#lib/api/types.js';
import { titlesOf } from '#lib/threads/titles.js';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const cursor = event.url.searchParams.get('cursor');
	const list = await forum.list<Report>('/reports', { cursor });
	const titles = await titlesOf(
		forum,
		list.items.map(({ thread }) => thread),
	);
	return { reports: list.items, titles, next: list.next, further: cursor !== null };
};
