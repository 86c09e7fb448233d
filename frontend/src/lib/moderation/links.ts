/** What comes together in a case and can be shown alone. */
export const MARKS = ['concern', 'hold', 'appeal', 'notice', 'message', 'opinion', 'newcomer'] as const;

/** What else can be shown alone. */
export const VIEWS = ['overdue', 'unanswered', 'mine'] as const;

interface Queue {
	state: 'open' | 'claimed' | 'closed';
	cursor?: string | null;
	mark?: (typeof MARKS)[number] | (typeof VIEWS)[number] | null;
}

/** The queue, on one of its tabs. */
export function queuePath(queue: Queue): string {
	return `/moderation${queryOf(queue)}`;
}

/** One case, with the queue it was opened from beside it. */
export function casePath(id: string, queue: Queue): string {
	return `/moderation/${encodeURIComponent(id)}${queryOf(queue)}`;
}

function queryOf({ state, cursor, mark }: Queue): string {
	const query = new URLSearchParams();
	if (state !== 'open') query.set('state', state);
	if (mark) query.set('mark', mark);
	if (cursor) query.set('cursor', cursor);
	return query.size > 0 ? `?${query}` : '';
}
