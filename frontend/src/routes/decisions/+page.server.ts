import { redirect } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import { lines } from '#lib/threads/writing.js';
import type { Appeal, Decision, Listing, OpeningTold, Rule } from '#lib/api/types.js';
import { titlesOf } from '#lib/threads/titles.js';
import { translated } from '#lib/texts/translated.js';
import type { Actions, PageServerLoad } from './$types.js';

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
		rules: rules.ok ? rules.data.items.map(translated) : [],
		key: crypto.randomUUID(),
	};
};

export const actions: Actions = {
	/** An objection: somebody else looks at the decision. */
	appeal: async (event) => {
		const form = await event.request.formData();
		const id = String(form.get('decision') ?? '');
		const text = lines(String(form.get('text') ?? ''));
		const answer = await api(event).post<Appeal>(
			`/decisions/${encodeURIComponent(id)}/appeal`,
			{ text },
			{ key: `${String(form.get('key') ?? '')}-${id}` },
		);
		if (!answer.ok) return refuse(answer.refusal, { text }, `appeal-${id}`);
		redirect(303, `/decisions#decision-${id}`);
	},
};
