import { error, redirect } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type { Card, Listing, Mine, Post, Thread } from '#lib/api/types.js';
import { problemSentence } from '#lib/texts/errors.js';
import { postPath } from '#lib/threads/links.js';
import { wholeNumber } from '#lib/threads/page.js';
import { lines, writtenIn } from '#lib/threads/writing.js';
import type { Actions, PageServerLoad } from './$types.js';

/** The page on which somebody changes her own words; for the opening message also what stands around them. */
export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const number = wholeNumber(event.params.number);
	const path = `/threads/${encodeURIComponent(event.params.id)}`;
	const [mine, posts, thread] = await Promise.all([
		forum.read<Mine>(`${path}/mine`),
		forum.read<Listing<Post>>(`${path}/posts`, { from: number || 1, limit: 1 }),
		number === 1 ? forum.read<Thread>(path) : null,
	]);
	const own = mine.posts.find((post) => post.number === number);
	const post = posts.items.find((one) => one.number === number);
	const body = own?.body ?? post?.body;
	if (!own || body === null || body === undefined || own.state !== 'visible') {
		error(404, problemSentence({ code: 'not_found' }), { code: 'not_found' });
	}
	return {
		number,
		id: event.params.id,
		body,
		name: post?.voice.name ?? null,
		quietUntil: own.editable_until,
		around: thread && aroundOf(thread),
		space: thread?.space,
	};
};

function aroundOf({ title, need, notes, audience, space }: Card) {
	return { title, need, notes, audience, space };
}

export const actions: Actions = {
	default: async (event) => {
		const forum = api(event);
		const form = await event.request.formData();
		const number = wholeNumber(event.params.number);
		const path = `/threads/${encodeURIComponent(event.params.id)}`;
		const body = lines(String(form.get('body') ?? ''));
		const values: Record<string, string | string[]> = { body };
		if (number === 1) {
			const { title, need, notes, audience, space } = writtenIn(form);
			Object.assign(values, { title: title ?? '', need, notes, audience, space });
			const around = await forum.patch(
				path,
				changes(form, { title: title ?? '', need, notes, audience, space }),
			);
			if (!around.ok) return refuse(around.refusal, values);
		}
		const answer = await forum.patch(`${path}/posts/${number}`, { body });
		if (!answer.ok) return refuse(answer.refusal, values);
		redirect(303, postPath(event.params.id, number));
	},
};

/** Only what she changed is sent: a choice that may not be changed any more is then not in the way. */
function changes(form: FormData, now: Record<string, string | string[]>): Record<string, string | string[]> {
	const before = (name: string) => String(form.get(`was-${name}`) ?? '');
	return Object.fromEntries(Object.entries(now).filter(([name, value]) => String(value) !== before(name)));
}
