import { redirect } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type { Listing, Notification } from '#lib/api/types.js';
import { noticeLines } from '#lib/notifications/lines.js';
import { hiddenFrom } from '#lib/server/hidden.js';
import { threadsOf } from '#lib/notifications/threads.js';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	event.depends('app:notices');
	const forum = api(event);
	forum.requireMember();
	const cursor = event.url.searchParams.get('cursor');
	const [list, hidden] = await Promise.all([
		forum.read<Listing<Notification> & { unread: number }>('/notifications', { cursor }),
		hiddenFrom(event),
	]);
	return {
		lines: noticeLines(list.items, await threadsOf(forum, list.items, hidden)),
		unreadCount: list.unread,
		next: list.next,
		further: cursor !== null,
	};
};

export const actions: Actions = {
	seen: async (event) => {
		const answer = await api(event).post('/notifications/read');
		if (!answer.ok) return refuse(answer.refusal);
		redirect(303, '/notices');
	},
};
