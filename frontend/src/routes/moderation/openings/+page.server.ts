import { redirect } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type { CaseDetail, Opening } from '#lib/api/types.js';
import { acts } from '#lib/moderation/openings.js';
import type { Actions, PageServerLoad } from './$types.js';

/** The names that were asked for; from a case, with the form that asks for one. */
export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const cursor = event.url.searchParams.get('cursor');
	const from = event.url.searchParams.get('case');
	const [list, detail] = await Promise.all([
		forum.list<Opening>('/moderation/openings', { cursor }),
		from ? forum.read<CaseDetail>(`/moderation/cases/${encodeURIComponent(from)}`) : null,
	]);
	return {
		openings: list.items,
		next: list.next,
		further: cursor !== null,
		asking: detail && { case: detail.id, voice: detail.post.voice.id, name: detail.post.voice.name },
		sent: event.url.searchParams.has('sent'),
		key: crypto.randomUUID(),
	};
};

export const actions: Actions = {
	...acts,
	ask: async (event) => {
		const form = await event.request.formData();
		const reason = String(form.get('reason') ?? '').trim();
		const voice = encodeURIComponent(String(form.get('voice') ?? ''));
		const answer = await api(event).post<Opening>(
			`/moderation/voices/${voice}/openings`,
			{ reason },
			{ key: String(form.get('key') ?? '') },
		);
		if (!answer.ok) return refuse(answer.refusal, { reason }, 'ask');
		redirect(303, '/moderation/openings?sent');
	},
};
