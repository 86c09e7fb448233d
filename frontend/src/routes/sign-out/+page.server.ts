import { redirect } from '@sveltejs/kit';
import { api } from '#lib/api/client.js';
import type { Draft, Listing } from '#lib/api/types.js';
import { clearSession, ZONE } from '#lib/server/session.js';
import { beginnings } from '#lib/threads/unsent.js';
import type { Actions, PageServerLoad } from './$types.js';

/** Asks once; where words are unsent it says so, and what becomes of them is her choice. */
export const load: PageServerLoad = async (event) => {
	const { member } = event.locals;
	if (!member) return { drafts: [], out: event.url.searchParams.has('done') };
	const drafts = member.limited ? null : await api(event).glance<Listing<Draft>>('/drafts', { limit: 100 });
	return { drafts: beginnings(drafts?.items ?? []), out: false };
};

export const actions: Actions = {
	default: async (event) => {
		const forum = api(event);
		if ((await event.request.formData()).get('drafts') === 'discard') {
			const drafts = await forum.glance<Listing<Draft>>('/drafts', { limit: 100 });
			await Promise.all(
				(drafts?.items ?? []).map((draft) => forum.delete(`/drafts/${encodeURIComponent(draft.place)}`)),
			);
		}
		// Whatever the API says, this browser forgets: an ended session cannot be ended again.
		await forum.delete('/sessions/current');
		clearSession(event.cookies);
		event.cookies.delete(ZONE, { path: '/', secure: true, sameSite: 'lax', httpOnly: false });
		event.locals.forget = true;
		redirect(303, '/sign-out?done');
	},
};
