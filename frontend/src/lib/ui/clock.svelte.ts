import { page } from '$app/state';

/**
 * The moment and the time zone that the words of a page are told from. Both come with the page, so
 * that the server and the browser say the same, and nothing changes after it is drawn.
 */
export function told(): { now: Date; zone: string | null } {
	const data = page.data as { now?: string; zone?: string | null };
	return { now: new Date(data.now ?? Date.now()), zone: data.zone ?? null };
}
