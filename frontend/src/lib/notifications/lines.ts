import type { Notification, Post } from '#lib/api/types.js';
import { m } from '#lib/paraglide/messages.js';
import { counted, listed } from '#lib/texts/numbers.js';
import { noticeTexts } from '#lib/texts/notifications.js';
import { postPath } from '#lib/threads/links.js';

/** What is known of a thread that notices speak of: its title, and who wrote which post in it. */
export interface Told {
	title: string;
	posts: ReadonlyMap<number, Pick<Post, 'state' | 'voice'>>;
}

/** One notice as it is read: a sentence that ends in the title, and where it leads. */
export interface Line {
	key: string;
	sentence: string;
	title: string;
	href: string;
	read: boolean;
	at: string;
}

/**
 * Turns notifications into sentences, the unseen ones first. Several answers in one thread that she
 * has not seen are one sentence: a page of forty lines about one good evening helps nobody.
 */
export function noticeLines(
	notifications: readonly Notification[],
	threads: ReadonlyMap<string, Told>,
): Line[] {
	const groups = new Map<string, Notification[]>();
	for (const one of notifications) {
		const together = one.kind === 'reply' && !one.read ? `reply-${one.thread}` : one.id;
		groups.set(together, [...(groups.get(together) ?? []), one]);
	}
	const lines = [...groups].map(([key, group]) => line(key, group, threads));
	return [...lines.filter((one) => !one.read), ...lines.filter((one) => one.read)];
}

function line(key: string, group: Notification[], threads: ReadonlyMap<string, Told>): Line {
	const newest = group.reduce((a, b) => (a.at >= b.at ? a : b));
	const first = group.reduce((a, b) => (a.number <= b.number ? a : b));
	const told = threads.get(newest.thread);
	return {
		key,
		sentence: sentence(newest.kind, group, told),
		title: told?.title || noticeTexts.aThread,
		href: openPath(group, targetOf(newest.kind, first)),
		read: newest.read,
		at: newest.at,
	};
}

function sentence(kind: Notification['kind'], group: Notification[], told: Told | undefined): string {
	if (kind === 'decision') return noticeTexts.decision;
	if (kind === 'appeal_decided') return noticeTexts.appealDecided;
	if (kind === 'report_closed') return noticeTexts.report;
	if (kind === 'opening_asked') return noticeTexts.openingAsked;
	if (kind === 'moderator_wrote') return noticeTexts.moderatorWrote;
	if (kind === 'case_waits') return noticeTexts.caseWaits;
	if (kind === 'called') return noticeTexts.called;
	if (kind === 'how_are_you') return noticeTexts.howAreYou;
	if (kind === 'not_what_was_asked') return noticeTexts.notAsked;
	if (kind === 'name_opened') return noticeTexts.nameOpened;
	if (kind === 'mail_posted') return noticeTexts.mailPosted;
	if (kind === 'mail_draft') return noticeTexts.mailDraft;
	if (kind === 'mail_refused') return noticeTexts.mailRefused;
	const posts = group.map(({ number }) => told?.posts.get(number));
	const names = [...new Set(posts.flatMap((post) => (post?.state === 'visible' ? [post.voice.name] : [])))];
	if (names.length === 0) {
		const gone = posts.length > 0 && posts.every((post) => post && post.state !== 'visible');
		return gone ? noticeTexts.replyGone : noticeTexts.replyUnknown;
	}
	const some = names.length > 3 ? names.slice(0, 2) : names;
	const others = names.length - some.length;
	return noticeTexts.reply(
		listed(others > 0 ? [...some, counted(others, m.noun_other(), m.noun_others())] : some),
	);
}

function targetOf(kind: Notification['kind'], { thread, number }: Notification): string {
	if (kind === 'decision' || kind === 'appeal_decided') return '/decisions';
	if (kind === 'name_opened') return '/decisions#names';
	if (kind === 'report_closed') return '/reports';
	if (kind === 'moderator_wrote') return '/conversations';
	if (kind === 'case_waits') return '/moderation';
	// The log is open to all staff; the request itself to admins.
	if (kind === 'opening_asked') return '/moderation/log';
	if (kind === 'how_are_you') return `/t/${thread}#ending`;
	return postPath(thread, number);
}

/** Opening a notice marks it as seen on the way; one that was seen leads there at once. */
function openPath(group: Notification[], target: string): string {
	const fresh = group.filter(({ read }) => !read);
	if (fresh.length === 0) return target;
	const query = new URLSearchParams([['to', target], ...fresh.map(({ id }): [string, string] => ['id', id])]);
	return `/notices/open?${query}`;
}
