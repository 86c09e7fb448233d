import { api } from '#lib/api/client.js';
import type { Upkeep } from '#lib/api/types.js';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	return { upkeep: await forum.read<Upkeep>('/admin/health') };
};
