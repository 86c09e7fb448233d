import { error, redirect } from '@sveltejs/kit';
import { api } from '#lib/api/client.js';
import type { Mine } from '#lib/api/types.js';
import { threadPath } from '#lib/threads/links.js';
import type { PageServerLoad } from './$types.js';

/** A thread whose opening post waits for a person: for its writer it is here, for others it does not exist. */
export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const mine = await forum.glance<Mine>(`/threads/${encodeURIComponent(event.params.id)}/mine`);
	if (!mine) error(404);
	const held = mine.posts.filter((post) => post.state === 'held');
	if (!held.some(({ number }) => number === 1)) redirect(303, threadPath(event.params.id));
	return { held };
};
