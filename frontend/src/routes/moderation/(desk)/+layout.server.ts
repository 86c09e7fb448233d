import { api } from '#lib/api/client.js';
import { MARKS, VIEWS } from '#lib/moderation/links.js';
import type { Case, Listing, OutsideNotice, Shift } from '#lib/api/types.js';
import type { LayoutServerLoad } from './$types.js';

const STATES = ['open', 'claimed', 'closed'] as const;

/** The queue stands beside every case; which tab it shows goes along in the address. */
export const load: LayoutServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const query = event.url.searchParams;
	const state = STATES.find((one) => one === query.get('state')) ?? 'open';
	const cursor = query.get('cursor');
	const wanted = query.get('mark');
	const view = VIEWS.find((one) => one === wanted);
	const mark = view ?? MARKS.find((one) => one === wanted) ?? null;
	const only = view ? { [view]: true } : { mark };
	const [list, notices, shift] = await Promise.all([
		forum.list<Case>('/moderation/cases', { state, ...only, cursor }),
		forum.glance<Listing<OutsideNotice>>('/moderation/notices', { limit: 100 }),
		forum.glance<Shift>('/moderation/shift'),
	]);
	const unplaced = notices?.items.filter(({ cases }) => cases.length === 0) ?? [];
	return { state, mark, cases: list.items, next: list.next, cursor, notices: unplaced, shift };
};
