import { api } from '#lib/api/client.js';
import type { SafetyLead } from '#lib/api/types.js';
import type { PageServerLoad } from './$types.js';

/** The page stands without it too. */
export const load: PageServerLoad = async (event) => ({
	lead: await api(event).glance<SafetyLead>('/safety'),
});
