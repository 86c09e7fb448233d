import { redirect } from '@sveltejs/kit';
import { safeNext } from '#lib/accounts/next.js';
import { landing, signIn } from '#lib/accounts/signing.js';
import { api, refuse } from '#lib/api/client.js';
import type { Session } from '#lib/api/types.js';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => {
	const next = safeNext(url.searchParams.get('next'));
	if (locals.member) redirect(303, next ?? '/');
	return { next };
};

export const actions: Actions = {
	password: async (event) => {
		const form = await event.request.formData();
		const email = String(form.get('email') ?? '').trim();
		const shared = form.get('shared') === 'yes';
		const answer = await api(event).post<Session>(
			'/sessions',
			{ email, password: String(form.get('password') ?? ''), shared },
			{ anonymous: true, signingIn: true },
		);
		if (!answer.ok) return refuse(answer.refusal, { email, shared: shared ? 'yes' : '' }, 'password');
		await signIn(event, answer.data, shared);
		redirect(303, landing(answer.data, safeNext(String(form.get('next') ?? ''))));
	},

	link: async (event) => {
		const form = await event.request.formData();
		const email = String(form.get('email') ?? '').trim();
		const answer = await api(event).post('/sessions/links', { email }, { anonymous: true });
		if (!answer.ok) return refuse(answer.refusal, { email }, 'link');
		return { sent: email };
	},
};
