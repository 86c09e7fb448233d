import { api } from '#lib/api/client.js';
import type { TermsTold, TermsVersion } from '#lib/api/types.js';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	const [terms, versions] = await Promise.all([
		forum.read<TermsTold>(`/terms/versions/${encodeURIComponent(event.params.version)}`),
		forum.read<TermsVersion[]>('/terms/versions'),
	]);
	return { terms, versions };
};
