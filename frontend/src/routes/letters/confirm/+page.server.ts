import { api, refuse } from '#lib/api/client.js';
import { forgetMailed, mailedToken } from '#lib/server/mailed.js';
import type { Actions, PageServerLoad } from './$types.js';

/** Opening the link proves nothing: mail programs open links by themselves. The button does it. */
export const load: PageServerLoad = (event) => ({ token: mailedToken(event) });

export const actions: Actions = {
	default: async (event) => {
		const token = String((await event.request.formData()).get('token') ?? '');
		const answer = await api(event).post('/letters/confirm', { token }, { anonymous: true });
		if (answer.ok || answer.refusal.code === 'token_spent') forgetMailed(event.cookies);
		return answer.ok ? { done: true } : refuse(answer.refusal);
	},
};
