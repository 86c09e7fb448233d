import { GOODENOUGH_LEAVE_URL, GOODENOUGH_SITE_NAME } from '$app/env/private';
import { getLocale } from '#lib/paraglide/runtime.js';
import { api } from '#lib/api/client.js';
import type { Notification } from '#lib/api/types.js';
import { isShared } from '#lib/server/session.js';
import { keptFor } from '#lib/server/offline-help.js';
import { spaces } from '#lib/server/spaces.js';
import type { LayoutServerLoad } from './$types.js';

/** What every page is drawn with. The moment comes along, so that server and browser tell the same time. */
export const load: LayoutServerLoad = async (event) => {
	event.depends('app:notices');
	const { locals } = event;
	const [list, notices] = await Promise.all([
		spaces(event),
		locals.member && !locals.member.limited
			? api(event).glance<{ items: Notification[]; unread: number }>('/notifications', { limit: 1 })
			: null,
	]);
	return {
		siteName: GOODENOUGH_SITE_NAME,
		leaveUrl: GOODENOUGH_LEAVE_URL,
		now: new Date().toISOString(),
		zone: locals.zone,
		language: getLocale(),
		// Not on a device that others use, and not where somebody has just made it forget everything.
		keepsHelp: isShared(event.cookies) || event.route.id === '/sign-out' ? undefined : keptFor(locals),
		member: locals.member,
		spaces: list.map(({ id, slug, name }) => ({ id, slug, name })),
		unread: (notices?.unread ?? 0) > 0,
	};
};
