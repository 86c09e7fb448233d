import type { Api } from '#lib/api/client.js';
import type { Hidden, Listing, Notification, Post, Thread } from '#lib/api/types.js';
import { folds, keptOut } from '#lib/safety/hiding.js';
import type { Told } from './lines.js';

/**
 * Reads the titles and names that notices speak of: one call a thread, and one more for each answer
 * beyond a thread's first page. What she may not see (any more) is missing from the map, and what she does not
 * want to see has no title there: not even an outcome of her own report brings it before her eyes.
 */
export async function threadsOf(
	forum: Api,
	notifications: readonly Notification[],
	hidden: Hidden | null,
): Promise<Map<string, Told>> {
	const ids = [...new Set(notifications.map(({ thread }) => thread))];
	const found = await Promise.all(
		ids.map(async (id): Promise<[string, Told] | null> => {
			const thread = await forum.glance<Thread>(`/threads/${id}`);
			if (!thread) return null;
			const posts = new Map(thread.posts.items.map((post) => [post.number, post]));
			const further = notifications.filter(
				(one) => one.thread === id && one.kind === 'reply' && !posts.has(one.number),
			);
			await Promise.all(
				further.map(async ({ number }) => {
					const page = await forum.glance<Listing<Post>>(`/threads/${id}/posts`, { from: number, limit: 1 });
					const post = page?.items.find((one) => one.number === number);
					if (post) posts.set(number, post);
				}),
			);
			return [
				id,
				{ title: keptOut(hidden, thread) || folds(hidden, thread) ? '' : (thread.title ?? ''), posts },
			];
		}),
	);
	return new Map(found.filter((one) => one !== null));
}
