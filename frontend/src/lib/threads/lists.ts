import { api, type Caller } from '#lib/api/client.js';
import type { Card, Listing } from '#lib/api/types.js';
import { wanted } from '#lib/safety/hiding.js';
import { hiddenFrom } from '#lib/server/hidden.js';

export const ORDERS = ['active', 'waiting', 'new'] as const;
export type Order = (typeof ORDERS)[number];

/** How many waiting threads are told apart before it is simply "many". */
const COUNTED = 12;

/** The order asked for in an address; active where it is not a known one. */
export function orderOf(url: URL): Order {
	const asked = url.searchParams.get('order');
	return ORDERS.find((order) => order === asked) ?? 'active';
}

/** Pages that are asked for, at most, until one has something this reader wants to see. */
const LOOKS = 4;

/** One page of threads, everywhere or in one space; `left` tells that some of it is not for this reader. */
export async function threadsIn(
	caller: Caller,
	space: string | undefined,
	order: Order,
): Promise<Listing<Card> & { left: boolean }> {
	const forum = api(caller);
	let cursor = caller.url.searchParams.get('cursor');
	let left = false;
	for (let look = 1; ; look += 1) {
		const [list, hidden] = await Promise.all([
			forum.list<Card>('/threads', { space, order, cursor }),
			hiddenFrom(caller),
		]);
		const items = wanted(hidden, list.items);
		left ||= items.length < list.items.length;
		if (items.length > 0 || !list.next || look === LOOKS) return { items, next: list.next, left };
		cursor = list.next;
	}
}

/** How many parents wait for a first answer; `more` where there are more than one would count. */
export async function waiting(caller: Caller): Promise<{ count: number; more: boolean } | null> {
	const [list, hidden] = await Promise.all([
		api(caller).glance<Listing<Card>>('/threads', { order: 'waiting', limit: COUNTED }),
		hiddenFrom(caller),
	]);
	return list && { count: wanted(hidden, list.items).length, more: list.next !== null };
}

/** Threads of others with the same space and need: people who feel the same. */
export async function alike(caller: Caller, card: Card): Promise<{ id: string; title: string }[]> {
	const [list, hidden] = await Promise.all([
		api(caller).glance<Listing<Card>>('/threads', { space: card.space, need: card.need, limit: 4 }),
		hiddenFrom(caller),
	]);
	return wanted(hidden, list?.items ?? [])
		.filter((other) => other.id !== card.id && other.notes.length === 0 && other.title)
		.slice(0, 3)
		.map(({ id, title, excerpt }) => ({ id, title: title || excerpt || '' }));
}
