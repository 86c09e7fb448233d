import { error, redirect } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type { Keepsake, Listing, Post } from '#lib/api/types.js';
import { problemSentence } from '#lib/texts/errors.js';
import { postPath } from '#lib/threads/links.js';
import { plainWords } from '#lib/threads/quoting.js';
import type { Actions, PageServerLoad } from './$types.js';

/** Characters of a keepsake, at most; what is longer is cut by her. */
const MOST = 600;

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const { id: thread, number: given } = event.params;
	const number = Number(given);
	const missing = () => error(404, problemSentence({ code: 'not_found' }), { code: 'not_found' });
	if (!/^[1-9]\d{0,8}$/.test(given)) missing();
	const [posts, kept] = await Promise.all([
		forum.read<Listing<Post>>(`/threads/${encodeURIComponent(thread)}/posts`, { from: number, limit: 1 }),
		forum.read<{ items: Keepsake[] }>('/me/keepsakes'),
	]);
	const post = posts.items.find((one) => one.number === number && one.state === 'visible');
	if (!post) return missing();
	const before = kept.items.find((one) => one.thread === thread && one.number === number);
	return {
		back: postPath(thread, number),
		name: post.voice.name,
		words: (before?.words ?? plainWords(post.html ?? '')).slice(0, MOST),
		kept: event.url.searchParams.has('kept'),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const words = String((await event.request.formData()).get('words') ?? '').trim();
		const { id, number } = event.params;
		const path = `/threads/${encodeURIComponent(id)}/posts/${encodeURIComponent(number)}/keepsake`;
		const answer = await api(event).put(path, words ? { words } : {});
		if (!answer.ok) return refuse(answer.refusal, { words });
		redirect(303, `/t/${id}/keep/${number}?kept=yes`);
	},
};
