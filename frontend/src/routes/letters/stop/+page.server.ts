import { error } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type { StopOffer } from '#lib/api/types.js';
import { mailedToken } from '#lib/server/mailed.js';
import { problemSentence } from '#lib/texts/errors.js';
import type { Actions, PageServerLoad } from './$types.js';

const pathOf = (token: string) => `/letters/stop/${encodeURIComponent(token)}`;

/**
 * Where a person lands who opens the stop address of a letter; `mailed.ts` took its token out of the
 * address. Shows what would be stopped and changes nothing: mail programs open links by themselves.
 */
export const load: PageServerLoad = async (event) => {
	const token = mailedToken(event);
	if (!token) error(404, { message: problemSentence({ code: 'not_found' }), code: 'not_found' });
	return { token, offer: await api(event).read<StopOffer>(pathOf(token)) };
};

export const actions: Actions = {
	default: async (event) => {
		const token = String((await event.request.formData()).get('token') ?? '');
		const answer = await api(event).post<StopOffer>(pathOf(token), {}, { anonymous: true });
		return answer.ok ? { offer: answer.data } : refuse(answer.refusal);
	},
};
