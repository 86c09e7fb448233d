import { api } from '#lib/api/client.js';
import type { Erasure } from '#lib/api/types.js';
import type { PageServerLoad } from './$types.js';

/** How far an erasure has come: for whoever has the code, signed in or not. */
export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	const { code } = event.params;
	const answer = await forum.ask<Erasure>('GET', `/erasures/${encodeURIComponent(code)}`, {
		anonymous: true,
	});
	if (!answer.ok) return forum.give(answer.refusal);
	return { erasure: answer.data, code };
};
