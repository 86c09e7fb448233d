import type { Api } from '#lib/api/client.js';
import type { Thread } from '#lib/api/types.js';

/**
 * The titles of some threads by their ids, one call a thread; for pages whose lists name only ids.
 * A thread she may not see (any more) is missing.
 */
export async function titlesOf(forum: Api, ids: readonly string[]): Promise<Record<string, string>> {
	const found = await Promise.all(
		[...new Set(ids)].map(async (id) => [id, (await forum.glance<Thread>(`/threads/${id}`))?.title ?? '']),
	);
	return Object.fromEntries(found.filter(([, title]) => title));
}
