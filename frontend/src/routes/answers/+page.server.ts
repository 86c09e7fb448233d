import { api } from '#lib/api/client.js';
import type { FirstAnswers } from '#lib/api/types.js';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => ({
	figures: await api(event).read<FirstAnswers>('/answers'),
});
