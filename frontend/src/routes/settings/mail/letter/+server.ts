import { error } from '@sveltejs/kit';
import { api } from '#lib/api/client.js';
import type { Preview } from '#lib/api/types.js';
import type { RequestHandler } from './$types.js';

/** Its styles stand in it, as mail programs want them; beyond them it can do and load nothing. */
const POLICY =
	"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

/** The HTML of a letter with invented words, for the frame on the page of her choices. */
export const GET: RequestHandler = async (event) => {
	const forum = api(event);
	if (!event.locals.member) error(404);
	const query = event.url.searchParams;
	const answer = await forum.ask<Preview>('GET', '/me/mail/preview', {
		query: {
			discreet: query.get('words') !== 'shown',
			kind: query.get('kind') === 'digest' ? 'digest' : 'reply',
		},
	});
	if (!answer.ok) error(answer.refusal.status);
	// Its links lead nowhere from here: a new window, which the frame may not open.
	const html = answer.data.html.replace(/<head([^>]*)>/, '<head$1><base target="_blank">');
	return new Response(html, {
		headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY },
	});
};
