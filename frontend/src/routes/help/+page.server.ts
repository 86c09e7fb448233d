import { helplinesFor } from '#lib/server/helplines.js';
import type { PageServerLoad } from './$types.js';

/** The page stands even when the API does not answer. */
export const load: PageServerLoad = (event) => helplinesFor(event, event.url.searchParams.get('country'));
