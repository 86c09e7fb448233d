import { redirect } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type { CheckTold, Trial } from '#lib/api/types.js';
import type { Actions, PageServerLoad } from './$types.js';

/** The checks, as they are now. */
export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const checks = await forum.list<CheckTold>('/moderation/checks', {});
	return { checks: checks.items };
};

const path = (name: string, act = '') => `/moderation/checks/${encodeURIComponent(name)}${act}`;

function typed(form: FormData) {
	const text = (name: string) => String(form.get(name) ?? '');
	return {
		name: text('name'),
		trial: text('trial'),
		settings: { most: Number(text('most')) || 0, within: Number(text('within')) || 0 },
	};
}

export const actions: Actions = {
	try: async (event) => {
		const { name, settings } = typed(await event.request.formData());
		const answer = await api(event).post<Trial>(path(name, '/trial'), { settings });
		if (!answer.ok) return refuse(answer.refusal, {}, name);
		return { tried: { name, ...answer.data } };
	},

	on: async (event) => {
		const { name, settings, trial } = typed(await event.request.formData());
		const answer = await api(event).put(path(name), { on: true, settings, trial });
		if (!answer.ok) return refuse(answer.refusal, {}, name);
		redirect(303, `/moderation/checks#${name}`);
	},

	off: async (event) => {
		const { name } = typed(await event.request.formData());
		const answer = await api(event).put(path(name), { on: false });
		if (!answer.ok) return refuse(answer.refusal, {}, name);
		redirect(303, `/moderation/checks#${name}`);
	},
};
