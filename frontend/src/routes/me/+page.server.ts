import { redirect } from '@sveltejs/kit';
import { api } from '#lib/api/client.js';
import type { Card, Draft, Listing, Me } from '#lib/api/types.js';
import { beginnings } from '#lib/threads/unsent.js';
import type { PageServerLoad } from './$types.js';

/** What is hers: threads under both voices, drafts, and the way to everything else. */
export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	const member = forum.requireMember();
	const me = await forum.read<Me>('/me');
	if (member.limited) return { me, threads: [], next: null, drafts: [] };
	const [threads, drafts] = await Promise.all([
		forum.list<Card>('/me/threads', { cursor: event.url.searchParams.get('cursor') }),
		forum.glance<Listing<Draft>>('/drafts'),
	]);
	if (threads.items.length === 0 && event.url.searchParams.has('cursor')) redirect(303, '/me');
	return {
		me,
		threads: threads.items,
		next: threads.next,
		drafts: beginnings(drafts?.items ?? []),
	};
};
