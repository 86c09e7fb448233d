import { api } from '#lib/api/client.js';
import type { Opening } from '#lib/api/types.js';
import { acts } from '#lib/moderation/openings.js';
import type { Actions, PageServerLoad } from './$types.js';

/** One request; while it is open, with the name. The API writes down who looked. */
export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	return { one: await forum.read<Opening>(`/moderation/openings/${encodeURIComponent(event.params.id)}`) };
};

export const actions: Actions = acts;
