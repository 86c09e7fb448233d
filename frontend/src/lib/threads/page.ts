import { api, type Caller } from '#lib/api/client.js';
import type { BesideColumn, Draft, Hidden, Listing, Mine, Post, Thread, VoiceOffer } from '#lib/api/types.js';
import { folds, hasHiddenWord, keptOut, wanted } from '#lib/safety/hiding.js';
import { hiddenFrom } from '#lib/server/hidden.js';
import { alike } from './lists.js';
import { POSTS_A_PAGE } from './links.js';
import { quotationOf, withPlaces } from './quoting.js';

/** A post as a page shows it: its Markdown stays on the server. */
export type ShownPost = Omit<Post, 'body' | 'thread'> & {
	/** It has a word this reader hides, so it is folded up. */
	folded: boolean;
	/** She blocked its voice: nothing of it is shown. */
	blocked: boolean;
};

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
	const [thread, later, mine, offer, draft, hidden] = await Promise.all([
		forum.read<Thread>(path),
		from > 1 ? forum.list<Post>(`${path}/posts`, { from, limit: POSTS_A_PAGE }) : null,
		signedIn ? forum.glance<Mine>(`${path}/mine`) : null,
		signedIn ? forum.glance<VoiceOffer>(`${path}/voice`) : null,
		signedIn ? forum.glance<Draft>(`/drafts/thread-${encodeURIComponent(id)}`) : null,
		hiddenFrom(caller),
	]);
	const { posts: first, ending, ...card } = thread;
	const list: Listing<Post> = later ?? first;
	const opening = first.items.find((post) => post.number === 1);
	const [others, beside] = await Promise.all([
		card.column ? [] : alike(caller, card),
		card.column ? forum.glance<BesideColumn>(`/columns/${encodeURIComponent(id)}`) : null,
	]);

	/** The voices whose posts are gone for her, and the one whose going she is just told of. */
	const blocked = new Set(mine?.hidden ?? []);
	const toldOf = wholeNumber(caller.url.searchParams.get('blocked'));
	const away = keptAway(card, mine, hidden, blocked);
	const shownOnce = away !== null && caller.url.searchParams.has('show');
	if (shownOnce) blocked.delete(card.voice.id);
	const own = new Set((mine?.posts ?? []).map((post) => post.number));
	const here = new Set(list.items.map((post) => post.number));
	const shown = ({ body, thread: _, html, ...rest }: Post): ShownPost => ({
		...rest,
		html: html && withPlaces(html, id, here),
		blocked: blocked.has(rest.voice.id),
		folded: !own.has(rest.number) && hasHiddenWord(hidden?.words ?? [], body),
	});
	const isShown = (post: Post) => !blocked.has(post.voice.id);

	const names = new Map(
		[...first.items, ...list.items].filter(isShown).map((post) => [post.number, post.voice.name]),
	);
	const answer = wholeNumber(caller.url.searchParams.get('answer')) || (draft?.in_reply_to ?? 0);
	const last = list.items.at(-1)?.number ?? 1;
	const quoted = caller.url.searchParams.has('quote')
		? [...first.items, ...list.items].find((post) => post.number === answer && isShown(post))
		: undefined;
	return {
		card,
		space: card.space,
		/** Why she keeps away from this thread, unless she asked to see it this once. */
		away: shownOnce ? null : away,
		shownOnce,
		toldOf,
		/** The opening message; on later pages it is only told about. */
		opening: opening ? shown(opening) : null,
		answers: list.items
			.filter((post) => post.number > 1 && (isShown(post) || post.number === toldOf))
			.map(shown),
		names: Object.fromEntries(names),
		from: from > 1 ? from : 1,
		next: list.next ? last + 1 : null,
		last,
		mine,
		offer,
		draft,
		starts: caller.url.searchParams.has('start'),
		quotation: quoted ? quotationOf(quoted) : '',
		answering: answer > 1 && names.has(answer) ? answer : null,
		alike: others,
		/** How it went, as its writer told it. */
		ending: ending && isShown(ending) ? shown(ending) : null,
		/** Of a column: who wrote it, and related ones. */
		beside: beside && { ...beside, related: wanted(hidden, beside.related) },
		/** She opened it and wants to tell how it went, or is asked to. */
		tells: mine?.how_are_you === true || (own.has(1) && caller.url.searchParams.has('tell')),
		key: crypto.randomUUID(),
	};
}

/** Why she keeps away from a thread: its voice, or its topic while she has no part in it, for good or folded up. */
function keptAway(
	card: Omit<Thread, 'posts' | 'ending'>,
	mine: Mine | null,
	hidden: Hidden | null,
	blocked: ReadonlySet<string>,
): 'voice' | 'topic' | 'folded' | null {
	if (blocked.has(card.voice.id)) return 'voice';
	if (mine?.posts.length !== 0) return null;
	if (keptOut(hidden, card) === 'topic') return 'topic';
	return folds(hidden, card) ? 'folded' : null;
}

/** A whole number of an address or a form; 0 where there is none. */
export function wholeNumber(text: unknown): number {
	const value = Number(text);
	return Number.isSafeInteger(value) && value > 0 ? value : 0;
}
