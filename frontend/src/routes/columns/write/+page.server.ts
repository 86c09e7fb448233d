import { redirect } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type { Bio, Thread } from '#lib/api/types.js';
import { NOTE_ORDER } from '#lib/texts/words.js';
import { threadPath } from '#lib/threads/links.js';
import { lines } from '#lib/threads/writing.js';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	return {
		bio: await forum.read<Bio>('/me/bio'),
		kept: event.url.searchParams.has('kept'),
		key: crypto.randomUUID(),
	};
};

export const actions: Actions = {
	publish: async (event) => {
		const form = await event.request.formData();
		const text = (name: string) => lines(String(form.get(name) ?? ''));
		const chosen = form.getAll('notes');
		const column = {
			title: text('title'),
			body: text('body'),
			space: text('space'),
			notes: NOTE_ORDER.filter((note) => chosen.includes(note)),
		};
		const answer = await api(event).post<Thread>('/columns', column, { key: String(form.get('key') ?? '') });
		if (!answer.ok) return refuse(answer.refusal, column, 'publish');
		redirect(303, threadPath(answer.data.id));
	},
	bio: async (event) => {
		const form = await event.request.formData();
		const bio = {
			profession: String(form.get('profession') ?? ''),
			text: lines(String(form.get('text') ?? '')),
		};
		const answer = await api(event).put('/me/bio', bio);
		if (!answer.ok) return refuse(answer.refusal, bio, 'bio');
		redirect(303, '/columns/write?kept=yes');
	},
};
