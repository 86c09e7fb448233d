import { api, refuse } from '#lib/api/client.js';
import type { Found, Listing, Need } from '#lib/api/types.js';
import { wanted } from '#lib/safety/hiding.js';
import { hiddenFrom } from '#lib/server/hidden.js';
import { NEED_ORDER } from '#lib/texts/words.js';
import type { Actions } from './$types.js';

/** Words are looked for by a form that is posted: they stand in no address and no history (product.md, promise 2). */
export const actions: Actions = {
	find: async (event) => {
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '').trim();
		const asked = { q: text('q'), space: text('space'), need: text('need') };
		const need = NEED_ORDER.find((one) => one === asked.need) as Need | undefined;
		const answer = await api(event).ask<Listing<Found>>('GET', '/search', {
			query: { q: asked.q || ' ', space: asked.space, need, cursor: text('cursor') },
		});
		if (!answer.ok) return refuse(answer.refusal, asked);
		const hidden = await hiddenFrom(event);
		return {
			asked,
			found: { ...answer.data, items: wanted(hidden, answer.data.items) },
			further: text('cursor') !== '',
		};
	},
};
