import { GOODENOUGH_SITE_NAME } from '$app/env/private';
import type { RequestHandler } from './$types.js';

/** What a home screen calls this place: the same neutral name and icon as a tab. */
export const GET: RequestHandler = () =>
	new Response(
		JSON.stringify({
			name: GOODENOUGH_SITE_NAME,
			short_name: GOODENOUGH_SITE_NAME,
			start_url: '/',
			display: 'browser',
			background_color: '#faf6f0',
			theme_color: '#faf6f0',
			icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
		}),
		{ headers: { 'content-type': 'application/manifest+json', 'cache-control': 'public, max-age=86400' } },
	);
