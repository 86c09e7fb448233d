import { api } from '#lib/api/client.js';
import type { Decision, Listing, OpeningTold, Rule } from '#lib/api/types.js';
import { titlesOf } from '#lib/threads/titles.js';
import type { PageServerLoad } from './$types.js';

/** The decisions about her, with the rules they name; a suspended member may read them too. */
export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const cursor = event.url.searchParams.get('cursor');
	const [list, openings, rules] = await Promise.all([
		forum.list<Decision>('/decisions', { cursor }),
		forum.glance<Listing<OpeningTold>>('/me/openings', { limit: 100 }),
		forum.ask<Listing<Rule>>('GET', '/rules', { query: { limit: 100 }, anonymous: true }),
	]);
	const names = openings?.items ?? [];
	const titles = await titlesOf(
		forum,
		[...list.items, ...names].map(({ thread }) => thread),
	);
	return {
		titles,
		decisions: list.items,
		names,
		next: list.next,
		further: cursor !== null,
		rules: rules.ok ? rules.data.items : [],
	};
};
