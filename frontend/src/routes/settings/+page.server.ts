import { redirect } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type { Consents, Listing, Me, SessionEntry } from '#lib/api/types.js';
import { countries, timeZones } from '#lib/accounts/places.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { languageOf } from '#lib/server/language.js';
import {
	chooseParting,
	choseParting,
	isShared,
	keepDiscretion,
	keepLanguage,
	keepZone,
} from '#lib/server/session.js';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	const { limited } = forum.requireMember();
	const [me, sessions, agreed] = await Promise.all([
		forum.read<Me>('/me'),
		forum.list<SessionEntry>('/sessions', { limit: 100 }),
		forum.read<Consents>('/me/consents'),
	]);
	const { cookies } = event;
	return {
		me,
		agreed,
		// Whoever is suspended changes nothing here, and still finds her sessions and her data.
		limited,
		sessions: sessions.items,
		countries: countries(),
		zones: timeZones(),
		parting: choseParting(cookies),
		shared: isShared(cookies),
	};
};

export const actions: Actions = {
	profile: async (event) => {
		const form = await event.request.formData();
		const typed = (name: string) => String(form.get(name) ?? '');
		const values = {
			name: typed('name'),
			locale: typed('locale'),
			time_zone: typed('time_zone'),
			country: typed('country'),
		};
		const answer = await api(event).patch<Me>('/me', {
			name: values.name,
			locale: values.locale,
			time_zone: values.time_zone || null,
			country: values.country || null,
		});
		if (!answer.ok) return refuse(answer.refusal, values, 'profile');
		if (answer.data.time_zone) keepZone(event.cookies, answer.data.time_zone, isShared(event.cookies));
		const language = languageOf(answer.data.locale);
		keepLanguage(event.cookies, answer.data.locale);
		// The page itself has to come anew in another language.
		if (language && language !== getLocale()) redirect(303, '/settings?language=new');
		return { done: 'profile' };
	},

	home: async (event) => {
		const form = await event.request.formData();
		const discreet = form.get('discreet') === 'yes';
		const answer = await api(event).patch<Me>('/me', { discreet });
		if (!answer.ok) return refuse(answer.refusal, {}, 'home');
		keepDiscretion(event.cookies, answer.data.discreet);
		if (event.locals.member) event.locals.member.discreet = answer.data.discreet;
		if (!isShared(event.cookies)) chooseParting(event.cookies, form.get('parting') === 'yes');
		return { done: 'home' };
	},

	consent: async (event) => {
		const health_data = (await event.request.formData()).get('health_data') === 'yes';
		const answer = await api(event).put<Consents>('/me/consents', { health_data });
		return answer.ok ? { done: 'agreed' } : refuse(answer.refusal, {}, 'agreed');
	},

	terms: async (event) => {
		const version = String((await event.request.formData()).get('version') ?? '');
		const answer = await api(event).put<Consents>('/me/terms', { version });
		return answer.ok ? { done: 'agreed' } : refuse(answer.refusal, {}, 'agreed');
	},

	end: async (event) => {
		const id = String((await event.request.formData()).get('id') ?? '');
		const answer = await api(event).delete(`/sessions/${encodeURIComponent(id)}`);
		if (answer.ok) return { done: 'session' };
		return answer.refusal.status === 404 ? { done: 'gone' } : refuse(answer.refusal, {}, 'sessions');
	},

	endOthers: async (event) => {
		const forum = api(event);
		const list = await forum.ask<Listing<SessionEntry>>('GET', '/sessions', { query: { limit: 100 } });
		if (!list.ok) return refuse(list.refusal, {}, 'sessions');
		for (const { id, current } of list.data.items) {
			if (current) continue;
			const answer = await forum.delete(`/sessions/${encodeURIComponent(id)}`);
			// One that ended by itself meanwhile is what she wanted.
			if (!answer.ok && answer.refusal.status !== 404) return refuse(answer.refusal, {}, 'sessions');
		}
		return { done: 'sessions' };
	},

	password: async (event) => {
		const forum = api(event);
		const me = await forum.ask<Me>('GET', '/me');
		if (!me.ok) return refuse(me.refusal, {}, 'password');
		const answer = await forum.post('/passwords/resets', { email: me.data.email });
		return answer.ok ? { done: 'password' } : refuse(answer.refusal, {}, 'password');
	},
};
