import { api } from '#lib/api/client.js';
import type { Transparency } from '#lib/api/types.js';
import type { PageServerLoad } from './$types.js';

/** The last twelve whole months, or those that were asked for. */
export const load: PageServerLoad = async (event) => {
	const asked = (name: string) => event.url.searchParams.get(name) || null;
	const [from, until] = [asked('from'), asked('until')];
	return { books: await api(event).read<Transparency>('/transparency', { from, until }) };
};
