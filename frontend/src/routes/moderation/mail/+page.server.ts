import { api, refuse } from '#lib/api/client.js';
import type { FateCount, Listing, MailCheck, MailRecords } from '#lib/api/types.js';
import { byDay, complaintRate, troubles } from '#lib/mail/fates.js';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const [mail, fates] = await Promise.all([
		forum.read<MailRecords>('/admin/mail'),
		forum.glance<Listing<FateCount>>('/admin/mail/fates'),
	]);
	const days = byDay(fates?.items ?? []);
	return {
		mail,
		days,
		troubles: troubles(fates?.items ?? []),
		complaints: complaintRate(days, new Date().toISOString()),
	};
};

export const actions: Actions = {
	test: async (event) => {
		const answer = await api(event).post<{ checks: MailCheck[] }>('/admin/mail/checks');
		return answer.ok ? { checks: answer.data.checks } : refuse(answer.refusal, {}, 'test');
	},

	lift: async (event) => {
		const form = await event.request.formData();
		const email = String(form.get('email') ?? '').trim();
		const reason = String(form.get('reason') ?? '').trim();
		const answer = await api(event).post('/admin/mail/suppressions/lift', { email, reason });
		return answer.ok ? { lifted: true } : refuse(answer.refusal, { email, reason }, 'lift');
	},
};
