import { api } from '#lib/api/client.js';
import type { Coverage, Transparency } from '#lib/api/types.js';
import type { PageServerLoad } from './$types.js';

/** The last twelve whole months, or those that were asked for. */
export const load: PageServerLoad = async (event) => {
	const asked = (name: string) => event.url.searchParams.get(name) || null;
	const [from, until] = [asked('from'), asked('until')];
	const forum = api(event);
	const [books, coverage] = await Promise.all([
		forum.read<Transparency>('/transparency', { from, until }),
		forum.glance<Coverage>('/coverage'),
	]);
	return { books, coverage };
};
