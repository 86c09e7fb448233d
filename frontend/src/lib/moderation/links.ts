interface Queue {
	state: 'open' | 'claimed' | 'closed';
	cursor?: string | null;
}

/** The queue, on one of its tabs. */
export function queuePath(queue: Queue): string {
	return `/moderation${queryOf(queue)}`;
}

/** One case, with the queue it was opened from beside it. */
export function casePath(id: string, queue: Queue): string {
	return `/moderation/${encodeURIComponent(id)}${queryOf(queue)}`;
}

function queryOf({ state, cursor }: Queue): string {
	const query = new URLSearchParams();
	if (state !== 'open') query.set('state', state);
	if (cursor) query.set('cursor', cursor);
	return query.size > 0 ? `?${query}` : '';
}
