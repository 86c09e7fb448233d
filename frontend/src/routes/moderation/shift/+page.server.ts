import { api, refuse } from '#lib/api/client.js';
import type { Shift } from '#lib/api/types.js';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	return { shift: await forum.read<Shift>('/moderation/shift') };
};

export const actions: Actions = {
	begin: async (event) => {
		const hours = Number((await event.request.formData()).get('hours') ?? '');
		const answer = await api(event).post<Shift>('/moderation/shift', {
			hours: Number.isSafeInteger(hours) && hours >= 1 ? Math.min(hours, 12) : 1,
		});
		return answer.ok ? { done: 'begun' as const } : refuse(answer.refusal, {}, 'begin');
	},

	end: async (event) => {
		const note = String((await event.request.formData()).get('note') ?? '').trim();
		const answer = await api(event).post<Shift>('/moderation/shift/end', { note });
		return answer.ok ? { done: 'ended' as const } : refuse(answer.refusal, { note }, 'end');
	},
};
