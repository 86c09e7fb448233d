import { api } from '#lib/api/client.js';
import type { Listing, Rule } from '#lib/api/types.js';
import { translated } from '#lib/texts/translated.js';
import type { PageServerLoad } from './$types.js';

/** The page stands without the rules too: how moderation works is worth reading by itself. */
export const load: PageServerLoad = async (event) => ({
	rules: (await api(event).glance<Listing<Rule>>('/rules', { limit: 100 }))?.items.map(translated) ?? null,
});
