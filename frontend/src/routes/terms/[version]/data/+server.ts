import { api } from '#lib/api/client.js';
import type { TermsTold } from '#lib/api/types.js';
import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types.js';

/** A version of the terms for programs: the same sections, and what it changed. */
export const GET: RequestHandler = async (event) => {
	const forum = api(event);
	const path = `/terms/versions/${encodeURIComponent(event.params.version)}`;
	const answer = await forum.ask<TermsTold>('GET', path, { anonymous: true });
	return answer.ok ? json(answer.data) : forum.give(answer.refusal);
};
