import { redirect } from '@sveltejs/kit';
import { safeNext } from '#lib/accounts/next.js';
import { comeBack } from '#lib/server/away.js';
import type { RequestHandler } from './$types.js';

/** The button of the neutral blank: she is back. */
export const POST: RequestHandler = async ({ request, cookies }) => {
	const to = (await request.formData()).get('to');
	comeBack(cookies);
	redirect(303, safeNext(typeof to === 'string' ? to : null) ?? '/');
};
