import { defineEnvVars } from '@sveltejs/kit/env';
import { isIcon } from './lib/server/icons.js';

/** What the web server is told from outside; HOST, PORT and ORIGIN are read by `server/entry.js`. */
export const variables = defineEnvVars({
	GOODENOUGH_API_URL: {
		description: 'Where the API listens, without /api/v1.',
		schema: (value) => (value || 'http://127.0.0.1:8080').replace(/\/+$/, ''),
	},
	GOODENOUGH_SITE_NAME: {
		description:
			'The name in the top line and in every page title; neutral, so that a tab gives nothing away.',
		// A machine that runs both programs says it once.
		schema: (value) => value || process.env.GOODENOUGH_SITE__NAME || 'Notes',
	},
	GOODENOUGH_SITE_ICON: {
		description: 'What the tab shows beside the name: page, leaf or dot. None of them says anything.',
		schema: (value) => {
			if (value && !isIcon(value)) throw new Error(`GOODENOUGH_SITE_ICON is page, leaf or dot, not ${value}`);
			return value || 'page';
		},
	},
	GOODENOUGH_LEAVE_URL: {
		description: 'Where "Leave" goes to: a page nobody wonders about.',
		schema: (value) => value || 'https://www.google.com/',
	},
});
