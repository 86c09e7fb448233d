import { redirect } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type { CaseMessage, Conversation } from '#lib/api/types.js';
import { titlesOf } from '#lib/threads/titles.js';
import { lines } from '#lib/threads/writing.js';
import type { Actions, PageServerLoad } from './$types.js';

/** What moderators wrote to her about posts of hers, and what she answered. */
export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const cursor = event.url.searchParams.get('cursor');
	const list = await forum.list<Conversation>('/conversations', { cursor });
	const titles = await titlesOf(
		forum,
		list.items.map(({ thread }) => thread),
	);
	const further = cursor !== null;
	return { conversations: list.items, next: list.next, further, titles, key: crypto.randomUUID() };
};

export const actions: Actions = {
	answer: async (event) => {
		const form = await event.request.formData();
		const id = String(form.get('id') ?? '');
		const text = lines(String(form.get('text') ?? ''));
		const answer = await api(event).post<CaseMessage>(
			`/conversations/${encodeURIComponent(id)}/messages`,
			{ text },
			{ key: `${String(form.get('key') ?? '')}-${id}` },
		);
		if (!answer.ok) return refuse(answer.refusal, { text }, id);
		redirect(303, `/conversations#talk-${id}`);
	},
};
