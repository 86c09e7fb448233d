import { api } from '#lib/api/client.js';
import type { Helpline, Listing, Me } from '#lib/api/types.js';
import { countries } from '#lib/accounts/places.js';
import type { PageServerLoad } from './$types.js';

interface Helplines extends Listing<Helpline> {
	emergency: { country: string | null; numbers: string[] } | null;
}

/** The lines of the chosen country, else of the member's own. The page stands even when the API does not answer. */
export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	const asked = event.url.searchParams.get('country');
	const own = asked === null && event.locals.member ? (await forum.glance<Me>('/me'))?.country : null;
	const all = countries();
	const country = all.find(({ code }) => code === (asked ?? own))?.code ?? '';
	const found = await forum.glance<Helplines>('/helplines', { country, limit: 100 });
	return {
		country,
		countries: all,
		lines: found?.items ?? null,
		emergency: found?.emergency ?? null,
	};
};
