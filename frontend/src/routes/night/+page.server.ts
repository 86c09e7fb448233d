import { redirect } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type { Night } from '#lib/api/types.js';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	return { night: await forum.read<Night>('/me/night') };
};

export const actions: Actions = {
	begin: async (event) => {
		const answer = await api(event).put('/me/night');
		if (!answer.ok) return refuse(answer.refusal);
		redirect(303, '/night');
	},
	end: async (event) => {
		const answer = await api(event).delete('/me/night');
		if (!answer.ok) return refuse(answer.refusal);
		redirect(303, '/');
	},
};
