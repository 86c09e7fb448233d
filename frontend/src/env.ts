import { defineEnvVars } from '@sveltejs/kit/env';

/** What the web server is told from outside; HOST, PORT and ORIGIN are read by `server/entry.js`. */
export const variables = defineEnvVars({
	GOODENOUGH_API_URL: {
		description: 'Where the API listens, without /api/v1.',
		schema: (value) => (value || 'http://127.0.0.1:8080').replace(/\/+$/, ''),
	},
	GOODENOUGH_SITE_NAME: {
		description:
			'The name in the top line and in every page title; neutral, so that a tab gives nothing away.',
		schema: (value) => value || 'Notes',
	},
	GOODENOUGH_LEAVE_URL: {
		description: 'Where "Leave" goes to: a page nobody wonders about.',
		schema: (value) => value || 'https://www.google.com/',
	},
});
