import { api, type Caller } from '#lib/api/client.js';
import type { Draft, Listing, Mine, Post, Thread, VoiceOffer } from '#lib/api/types.js';
import { alike } from './lists.js';
import { POSTS_A_PAGE } from './links.js';

/** A post as a page shows it: its Markdown stays on the server. */
export type ShownPost = Omit<Post, 'body' | 'thread'>;

export interface Answered {
	number: number;
	name: string;
}

/** Everything a thread's page is drawn from. */
export async function threadPage(caller: Caller, id: string) {
	const forum = api(caller);
	const from = wholeNumber(caller.url.searchParams.get('from'));
	const signedIn = caller.locals.member !== null && !caller.locals.member.limited;
	const path = `/threads/${encodeURIComponent(id)}`;
	const [thread, later, mine, offer, draft] = await Promise.all([
		forum.read<Thread>(path),
		from > 1 ? forum.list<Post>(`${path}/posts`, { from, limit: POSTS_A_PAGE }) : null,
		signedIn ? forum.glance<Mine>(`${path}/mine`) : null,
		signedIn ? forum.glance<VoiceOffer>(`${path}/voice`) : null,
		signedIn ? forum.glance<Draft>(`/drafts/thread-${encodeURIComponent(id)}`) : null,
	]);
	const { posts: first, ...card } = thread;
	const list: Listing<Post> = later ?? first;
	const opening = first.items.find((post) => post.number === 1);
	const others = await alike(caller, card);

	const names = new Map([...first.items, ...list.items].map((post) => [post.number, post.voice.name]));
	const answer = wholeNumber(caller.url.searchParams.get('answer')) || (draft?.in_reply_to ?? 0);
	const last = list.items.at(-1)?.number ?? 1;
	return {
		card,
		space: card.space,
		/** The opening message; on later pages it is only told about. */
		opening: opening ? shown(opening) : null,
		answers: list.items.filter((post) => post.number > 1).map(shown),
		names: Object.fromEntries(names),
		from: from > 1 ? from : 1,
		next: list.next ? last + 1 : null,
		last,
		mine,
		offer,
		draft,
		answering: answer > 1 && names.has(answer) ? answer : null,
		alike: others,
		key: crypto.randomUUID(),
	};
}

function shown(post: Post): ShownPost {
	const { body, thread, ...rest } = post;
	return rest;
}

/** A whole number of an address or a form; 0 where there is none. */
export function wholeNumber(text: unknown): number {
	const value = Number(text);
	return Number.isSafeInteger(value) && value > 0 ? value : 0;
}
