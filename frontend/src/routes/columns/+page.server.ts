import { api } from '#lib/api/client.js';
import type { Card, Listing } from '#lib/api/types.js';
import { wanted } from '#lib/safety/hiding.js';
import { hiddenFrom } from '#lib/server/hidden.js';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const cursor = event.url.searchParams.get('cursor');
	const [list, hidden] = await Promise.all([
		api(event).list<Card>('/columns', { cursor }) as Promise<Listing<Card>>,
		hiddenFrom(event),
	]);
	return { cards: wanted(hidden, list.items), next: list.next, begun: cursor !== null };
};
