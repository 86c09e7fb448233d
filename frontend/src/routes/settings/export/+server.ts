import { redirect } from '@sveltejs/kit';
import { api, refusalOf, unreachable } from '#lib/api/client.js';
import { signInPath } from '#lib/accounts/next.js';
import type { RequestHandler } from './$types.js';

/** Everything held about her, as a file: an ordinary download, so that it works without script. */
export const GET: RequestHandler = async (event) => {
	const forum = api(event);
	if (!event.locals.member) redirect(303, signInPath(new URL('/settings', event.url)));
	const answer = await forum.file('/me/export');
	if (!answer) return forum.give(unreachable());
	if (!answer.ok) return forum.give(await refusalOf(answer));
	return new Response(answer.body, {
		headers: {
			'content-type': 'application/json',
			'content-disposition': 'attachment; filename="export.json"',
			'cache-control': 'private, no-store',
		},
	});
};
