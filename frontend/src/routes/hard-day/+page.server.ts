import { error } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type { Affirmation, Keepsake } from '#lib/api/types.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { problemSentence } from '#lib/texts/errors.js';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	const signedIn = event.locals.member !== null && !event.locals.member.limited;
	const all = event.url.searchParams.has('all');
	const [affirmation, kept] = await Promise.all([
		forum.glance<Affirmation>('/affirmations/today'),
		signedIn ? forum.read<{ items: Keepsake[] }>('/me/keepsakes', all ? {} : { one: 'yes' }) : null,
	]);
	return {
		today: affirmation?.texts[getLocale()] ?? affirmation?.texts.en ?? '',
		signedIn,
		all,
		kept: kept?.items ?? [],
	};
};

export const actions: Actions = {
	letGo: async (event) => {
		const form = await event.request.formData();
		const [thread = '', number = ''] = String(form.get('place') ?? '').split('.');
		if (!/^\w+$/.test(thread) || !/^\d{1,9}$/.test(number))
			error(400, problemSentence({ code: 'malformed' }), { code: 'malformed' });
		const answer = await api(event).delete(`/threads/${thread}/posts/${number}/keepsake`);
		return answer.ok ? { gone: true } : refuse(answer.refusal);
	},
};
