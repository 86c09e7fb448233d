import { redirect } from '@sveltejs/kit';
import { api, refusal, refuse } from '#lib/api/client.js';
import type { Receipt } from '#lib/api/types.js';
import { clearSession, ZONE } from '#lib/server/session.js';
import type { Actions, PageServerLoad } from './$types.js';

/** Open to the suspended too. */
export const load: PageServerLoad = (event) => {
	api(event).requireMember();
	return { key: crypto.randomUUID() };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const words = String(form.get('words') ?? '');
		const missing: Record<string, string> = {};
		if (!words) missing.words = 'required';
		if (form.get('sure') !== 'yes') missing.sure = 'required';
		if (Object.keys(missing).length > 0) return refuse(refusal(422, 'invalid', missing), { words });
		const answer = await api(event).post<Receipt>(
			'/me/erasure',
			{ words },
			{ key: String(form.get('key') ?? '') },
		);
		if (!answer.ok) return refuse(answer.refusal, { words });
		clearSession(event.cookies);
		event.cookies.delete(ZONE, { path: '/', secure: true, sameSite: 'lax', httpOnly: false });
		event.locals.forget = true;
		redirect(303, `/erasure/${encodeURIComponent(answer.data.receipt)}`);
	},
};
