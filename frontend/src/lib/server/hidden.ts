import { api, type Caller } from '#lib/api/client.js';
import type { Hidden } from '#lib/api/types.js';

const asked = new WeakMap<App.Locals, Promise<Hidden | null>>();

/**
 * What this reader does not want to see, asked for once a page; null for visitors. A page that cannot find out is
 * not drawn: rather an apology than the one title she keeps away from.
 */
export function hiddenFrom(caller: Caller): Promise<Hidden | null> {
	const { locals } = caller;
	if (!locals.member || locals.member.limited) return Promise.resolve(null);
	const known = asked.get(locals);
	if (known) return known;
	const asking = ask(caller);
	asked.set(locals, asking);
	return asking;
}

async function ask(caller: Caller): Promise<Hidden | null> {
	const forum = api(caller);
	const answer = await forum.ask<Hidden>('GET', '/me/hidden');
	if (answer.ok) return answer.data;
	// A session that ended elsewhere reads as a visitor does.
	if (answer.refusal.status === 401 || answer.refusal.status === 403) return null;
	return forum.give(answer.refusal);
}
