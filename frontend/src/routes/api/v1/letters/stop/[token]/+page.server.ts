import { api, refuse } from '#lib/api/client.js';
import type { StopOffer } from '#lib/api/types.js';
import type { Actions, PageServerLoad } from './$types.js';

const pathOf = (token: string) => `/letters/stop/${encodeURIComponent(token)}`;

/** Shows what the link would stop and changes nothing: mail programs open links by themselves. */
export const load: PageServerLoad = async (event) => ({
	offer: await api(event).read<StopOffer>(pathOf(event.params.token)),
});

export const actions: Actions = {
	// A post without a name goes to the API before it comes here; see server/handover.js.
	stop: async (event) => {
		const answer = await api(event).post<StopOffer>(pathOf(event.params.token), {}, { anonymous: true });
		return answer.ok ? { offer: answer.data } : refuse(answer.refusal);
	},
};
