import { GOODENOUGH_SITE_ICON } from '$app/env/private';
import { iconFile } from '#lib/server/icons.js';
import type { RequestHandler } from './$types.js';

/** The tab's icon, the one the operator chose; its address is the same for all. */
export const GET: RequestHandler = () =>
	new Response(iconFile(GOODENOUGH_SITE_ICON), {
		headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' },
	});
