import { redirect } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type { Listening } from '#lib/api/types.js';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	return {
		chosen: await forum.read<Listening>('/me/listening'),
		saved: event.url.searchParams.has('saved'),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const chosen = {
			on: form.get('on') === 'yes',
			spaces: form.getAll('spaces').map(String),
			from: text('from').slice(0, 5),
			to: text('to').slice(0, 5),
		};
		const answer = await api(event).put('/me/listening', chosen);
		if (!answer.ok)
			return refuse(answer.refusal, { from: chosen.from, to: chosen.to, spaces: chosen.spaces });
		redirect(303, '/settings/listening?saved');
	},
};
