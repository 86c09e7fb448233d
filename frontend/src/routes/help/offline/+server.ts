import { error } from '@sveltejs/kit';
import { isAway } from '#lib/server/away.js';
import { helplinesFor } from '#lib/server/helplines.js';
import { offlineHelp } from '#lib/server/offline-help.js';
import { problemSentence } from '#lib/texts/errors.js';
import type { RequestHandler } from './$types.js';

/** What `offline.js` keeps. Nothing while somebody is away, and nothing that lacks the numbers. */
export const GET: RequestHandler = async (event) => {
	const help = isAway(event.cookies)
		? null
		: await helplinesFor(event, event.url.searchParams.get('country'));
	if (!help?.lines) error(404, problemSentence({ code: 'not_found' }), { code: 'not_found' });
	return offlineHelp(event.locals, help.country, help.lines, help.emergency?.numbers ?? []);
};
