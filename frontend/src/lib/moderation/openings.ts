import type { RequestEvent } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type { Opening } from '#lib/api/types.js';

/** What an admin does with a name that was asked for, on the list and on its own page. */
async function settle(event: RequestEvent, act: 'approval' | 'withdrawal') {
	const id = encodeURIComponent(String((await event.request.formData()).get('id') ?? ''));
	const answer = await api(event).post<Opening>(`/moderation/openings/${id}/${act}`);
	if (!answer.ok) return refuse(answer.refusal, {}, 'settle');
	return { done: act === 'approval' ? ('approved' as const) : ('withdrawn' as const) };
}

export const acts = {
	approve: (event: RequestEvent) => settle(event, 'approval'),
	withdraw: (event: RequestEvent) => settle(event, 'withdrawal'),
};
