import { api } from '#lib/api/client.js';
import { MARKS } from '#lib/moderation/links.js';
import type { Case, Listing, OutsideNotice } from '#lib/api/types.js';
import type { LayoutServerLoad } from './$types.js';

const STATES = ['open', 'claimed', 'closed'] as const;

/** The queue stands beside every case; which tab it shows goes along in the address. */
export const load: LayoutServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const query = event.url.searchParams;
	const state = STATES.find((one) => one === query.get('state')) ?? 'open';
	const cursor = query.get('cursor');
	const mark = [...MARKS, 'overdue' as const].find((one) => one === query.get('mark')) ?? null;
	const only = mark === 'overdue' ? { overdue: true } : { mark };
	const [list, notices] = await Promise.all([
		forum.list<Case>('/moderation/cases', { state, ...only, cursor }),
		forum.glance<Listing<OutsideNotice>>('/moderation/notices', { limit: 100 }),
	]);
	const unplaced = notices?.items.filter(({ cases }) => cases.length === 0) ?? [];
	return { state, mark, cases: list.items, next: list.next, cursor, notices: unplaced };
};
