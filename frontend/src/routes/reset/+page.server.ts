import { api, refusal, refuse } from '#lib/api/client.js';
import { forgetMailed, mailedToken } from '#lib/server/mailed.js';
import { clearSession } from '#lib/server/session.js';
import type { Actions, PageServerLoad } from './$types.js';

/** Without a token: where to send the letter. With one: the new password. */
export const load: PageServerLoad = (event) => ({ token: mailedToken(event) });

export const actions: Actions = {
	ask: async (event) => {
		const email = String((await event.request.formData()).get('email') ?? '').trim();
		const answer = await api(event).post('/passwords/resets', { email }, { anonymous: true });
		if (!answer.ok) return refuse(answer.refusal, { email }, 'ask');
		return { sent: email };
	},

	set: async (event) => {
		const form = await event.request.formData();
		const password = String(form.get('password') ?? '');
		if (password !== String(form.get('again') ?? '')) {
			return refuse(refusal(422, 'invalid', { again: 'differs' }), {}, 'set');
		}
		const token = String(form.get('token') ?? '');
		const answer = await api(event).post('/passwords', { token, password }, { anonymous: true });
		if (answer.ok || answer.refusal.code === 'token_spent') forgetMailed(event.cookies);
		if (!answer.ok) return refuse(answer.refusal, {}, 'set');
		// A new password ends all sessions, this one too.
		clearSession(event.cookies);
		return { changed: true };
	},
};
