import { redirect } from '@sveltejs/kit';
import { api, refusal, refuse } from '#lib/api/client.js';
import type { Me } from '#lib/api/types.js';
import { chooseHere, languageOf } from '#lib/server/language.js';
import { keepLanguage } from '#lib/server/session.js';
import type { Actions } from './$types.js';

export const actions: Actions = {
	default: async (event) => {
		const locale = languageOf(String((await event.request.formData()).get('language') ?? ''));
		if (!locale) return refuse(refusal(400, 'malformed'));
		if (event.locals.member && !event.locals.member.limited) {
			const answer = await api(event).patch<Me>('/me', { locale });
			if (!answer.ok) return refuse(answer.refusal);
			keepLanguage(event.cookies, locale);
		} else {
			chooseHere(event.cookies, locale);
		}
		redirect(303, '/');
	},
};
