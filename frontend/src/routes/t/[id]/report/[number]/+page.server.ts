import { error, redirect } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type { Case, Listing, Post, Report, ReportReason } from '#lib/api/types.js';
import { problemSentence } from '#lib/texts/errors.js';
import { reasons } from '#lib/texts/reports.js';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const { id: thread, number: given } = event.params;
	const number = Number(given);
	const missing = () => error(404, problemSentence({ code: 'not_found' }), { code: 'not_found' });
	if (!/^[1-9]\d{0,8}$/.test(given)) missing();
	const posts = await forum.read<Listing<Post>>(`/threads/${encodeURIComponent(thread)}/posts`, {
		from: number,
		limit: 1,
	});
	const post = posts.items.find((one) => one.number === number);
	if (!post) return missing();
	const sent = reasons.find(({ reason }) => reason === event.url.searchParams.get('sent'));
	return { thread, post, sent: sent?.reason ?? null, key: crypto.randomUUID() };
};

export const actions: Actions = {
	report: async (event) => {
		const form = await event.request.formData();
		const note = String(form.get('note') ?? '').trim();
		const reason = String(form.get('reason') ?? '');
		const { id: thread, number } = event.params;
		const answer = await api(event).post<Report>(
			`/threads/${encodeURIComponent(thread)}/posts/${encodeURIComponent(number)}/reports`,
			{ reason: reason as ReportReason, ...(note && { note }) },
			{ key: form.get('key') as string | null },
		);
		if (!answer.ok) return refuse(answer.refusal, { note });
		redirect(303, `/t/${thread}/report/${number}?sent=${encodeURIComponent(reason)}`);
	},

	/** Staff takes a post up without a report. */
	take: async (event) => {
		const { id: thread, number } = event.params;
		const answer = await api(event).post<Case>('/moderation/cases', { thread, number: Number(number) });
		if (!answer.ok) return refuse(answer.refusal, {});
		redirect(303, `/moderation/${answer.data.id}`);
	},
};
