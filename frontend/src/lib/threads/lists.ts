import { api, type Caller } from '#lib/api/client.js';
import type { Card, Listing } from '#lib/api/types.js';

export const ORDERS = ['active', 'waiting', 'new'] as const;
export type Order = (typeof ORDERS)[number];

/** How many waiting threads are told apart before it is simply "many". */
const COUNTED = 12;

/** The order asked for in an address; active where it is not a known one. */
export function orderOf(url: URL): Order {
	const asked = url.searchParams.get('order');
	return ORDERS.find((order) => order === asked) ?? 'active';
}

/** One page of threads, everywhere or in one space. */
export function threadsIn(caller: Caller, space: string | undefined, order: Order): Promise<Listing<Card>> {
	const cursor = caller.url.searchParams.get('cursor');
	return api(caller).list<Card>('/threads', { space, order, cursor });
}

/** How many parents wait for a first answer; `more` where there are more than one would count. */
export async function waiting(caller: Caller): Promise<{ count: number; more: boolean } | null> {
	const list = await api(caller).glance<Listing<Card>>('/threads', { order: 'waiting', limit: COUNTED });
	return list && { count: list.items.length, more: list.next !== null };
}

/** Threads of others with the same space and need: people who feel the same. */
export async function alike(caller: Caller, card: Card): Promise<{ id: string; title: string }[]> {
	const list = await api(caller).glance<Listing<Card>>('/threads', {
		space: card.space,
		need: card.need,
		limit: 4,
	});
	return (list?.items ?? [])
		.filter((other) => other.id !== card.id && other.notes.length === 0 && other.title)
		.slice(0, 3)
		.map(({ id, title, excerpt }) => ({ id, title: title || excerpt || '' }));
}
