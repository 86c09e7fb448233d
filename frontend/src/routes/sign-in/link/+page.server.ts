import { redirect } from '@sveltejs/kit';
import { landing, signIn } from '#lib/accounts/signing.js';
import { api, refuse } from '#lib/api/client.js';
import type { Session } from '#lib/api/types.js';
import { forgetMailed, mailedToken } from '#lib/server/mailed.js';
import type { Actions, PageServerLoad } from './$types.js';

/** Opening the link uses nothing up: mail programs open links by themselves. The button does it. */
export const load: PageServerLoad = (event) => ({ token: mailedToken(event) });

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const shared = form.get('shared') === 'yes';
		const answer = await api(event).post<Session>(
			'/sessions',
			{ link_token: String(form.get('token') ?? ''), shared },
			{ anonymous: true, signingIn: true },
		);
		if (answer.ok || answer.refusal.code === 'token_spent') forgetMailed(event.cookies);
		if (!answer.ok) return refuse(answer.refusal, { shared: shared ? 'yes' : '' });
		await signIn(event, answer.data, shared);
		redirect(303, landing(answer.data, null));
	},
};
