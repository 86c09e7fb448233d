import { api, refuse } from '#lib/api/client.js';
import type { NoticeTaken } from '#lib/api/types.js';
import type { Actions, PageServerLoad } from './$types.js';

/** A page that came from a report or a post brings its address along. */
export const load: PageServerLoad = ({ url }) => {
	const about = url.searchParams.get('about') ?? '';
	return {
		about: /^\/t\/[1-9A-HJ-NP-Za-km-z]{11}/.test(about) ? `${url.origin}${about}` : '',
		key: crypto.randomUUID(),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '').trim();
		const values = {
			category: text('category'),
			explanation: text('explanation'),
			urls: text('urls'),
			extra: text('extra'),
			name: text('name'),
			email: text('email'),
		};
		const answer = await api(event).post<NoticeTaken>(
			'/notices',
			{
				...values,
				urls: values.urls.split(/\s+/).filter(Boolean),
				good_faith: form.get('good_faith') === 'yes',
			},
			{ anonymous: true, key: text('key') },
		);
		if (!answer.ok) return refuse(answer.refusal, values);
		return { sent: { reference: answer.data.reference, token: answer.data.token } };
	},
};
