import { redirect, type RequestEvent } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type { Disclosure } from '#lib/api/types.js';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const cursor = event.url.searchParams.get('cursor');
	const list = await forum.list<Disclosure>('/admin/disclosures', { cursor });
	return {
		disclosures: list.items,
		next: list.next,
		further: cursor !== null,
		sent: event.url.searchParams.has('sent'),
		key: crypto.randomUUID(),
	};
};

async function settle(event: RequestEvent, act: 'approval' | 'withdrawal') {
	const form = await event.request.formData();
	const id = encodeURIComponent(String(form.get('id') ?? ''));
	const body = act === 'approval' ? { note: String(form.get('note') ?? '').trim() } : {};
	const answer = await api(event).post<Disclosure>(`/admin/disclosures/${id}/${act}`, body);
	if (!answer.ok) return refuse(answer.refusal, {}, 'settle');
	return { done: act === 'approval' ? ('approved' as const) : ('withdrawn' as const) };
}

export const actions: Actions = {
	begin: async (event) => {
		const form = await event.request.formData();
		const typed = (name: string) => String(form.get(name) ?? '').trim();
		const values = {
			reason: typed('reason'),
			what: typed('what'),
			to_whom: typed('to_whom'),
			silence: typed('silence'),
		};
		const body = { ...values, silence: values.silence || null, alone: form.has('alone') };
		const answer = await api(event).post<Disclosure>('/admin/disclosures', body, { key: typed('key') });
		if (!answer.ok) return refuse(answer.refusal, values, 'begin');
		redirect(303, '/moderation/disclosures?sent');
	},
	approve: (event) => settle(event, 'approval'),
	withdraw: (event) => settle(event, 'withdrawal'),
};
