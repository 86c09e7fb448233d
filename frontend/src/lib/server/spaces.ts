import { api, type Caller } from '#lib/api/client.js';
import type { Space } from '#lib/api/types.js';
import { translated } from '#lib/texts/translated.js';

/** The spaces are the same for everybody and hardly ever change: asked for every five minutes. */
const FRESH = 5 * 60_000;
let kept: { at: number; list: Space[] } | null = null;

/** All spaces, in the reader's language; empty while the API cannot be reached, so that the rest of a page still stands. */
export async function spaces(caller: Caller): Promise<Space[]> {
	return (await all(caller)).map(translated);
}

async function all(caller: Caller): Promise<Space[]> {
	if (kept && Date.now() - kept.at < FRESH) return kept.list;
	const answer = await api(caller).ask<Space[] | { items: Space[] }>('GET', '/spaces', { anonymous: true });
	if (!answer.ok) return kept?.list ?? [];
	const list = Array.isArray(answer.data) ? answer.data : answer.data.items;
	kept = { at: Date.now(), list };
	return list;
}
