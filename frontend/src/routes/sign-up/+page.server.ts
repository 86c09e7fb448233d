import { redirect } from '@sveltejs/kit';
import { getLocale } from '#lib/paraglide/runtime.js';
import { api, refusal, refuse } from '#lib/api/client.js';
import type { Coverage, Rule, TermsTold } from '#lib/api/types.js';
import { translated } from '#lib/texts/translated.js';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	if (event.locals.member) redirect(303, '/me');
	const forum = api(event);
	const [rules, coverage, terms] = await Promise.all([
		forum.glance<{ items: Rule[] }>('/rules'),
		forum.glance<Coverage>('/coverage'),
		forum.glance<TermsTold>('/terms'),
	]);
	return {
		rules: rules?.items.map((rule) => translated(rule).title) ?? [],
		terms: terms?.version ?? '',
		wait: coverage?.sign_up_wait ?? 0,
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const email = String(form.get('email') ?? '').trim();
		const name = String(form.get('name') ?? '').trim();
		const password = String(form.get('password') ?? '');
		// A tick, and no date of birth (S-17).
		if (form.get('agreed') !== 'yes') {
			return refuse(refusal(422, 'invalid', { agreed: 'required' }), { email, name });
		}
		const terms = String(form.get('terms') ?? '');
		const answer = await api(event).post('/accounts', {
			adult: true,
			// Letters come in the language of the page she joined by.
			locale: getLocale(),
			...(terms ? { terms } : {}),
			email,
			name,
			password,
			// The zone her browser told; without script it can be set later.
			...(event.locals.zone ? { time_zone: event.locals.zone } : {}),
		});
		if (!answer.ok) return refuse(answer.refusal, { email, name });
		return { sent: email };
	},
};
