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

/** Threads in which others speak of the same. */
export async function alike(caller: Caller, card: Card): Promise<{ id: string; title: string }[]> {
	const [list, hidden] = await Promise.all([
		api(caller).glance<Listing<Card>>(`/threads/${encodeURIComponent(card.id)}/similar`),
		hiddenFrom(caller),
	]);
	return named(wanted(hidden, list?.items ?? []));
}

/** Threads in which others speak of what somebody is just writing; what she hides is not among them. */
export async function alikeText(caller: Caller, text: string): Promise<{ id: string; title: string }[]> {
	const [answer, hidden] = await Promise.all([
		api(caller).post<{ similar: Card[] }>('/second-look', { text, voice: 'named' }),
		hiddenFrom(caller),
	]);
	return answer.ok ? named(wanted(hidden, answer.data.similar)) : [];
}

/** Threads by what they are called: their title, else their first words. */
export function named(cards: Card[]): { id: string; title: string }[] {
	return cards.flatMap(({ id, title, excerpt }) => {
		const name = title || excerpt;
		return name ? [{ id, title: name }] : [];
	});
}
