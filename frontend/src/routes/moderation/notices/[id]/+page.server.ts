import { api, refusal, refuse } from '#lib/api/client.js';
import type { NoticeContact, OutsideNotice } from '#lib/api/types.js';
import { noticeDeskTexts } from '#lib/texts/notice.js';
import type { Actions, PageServerLoad } from './$types.js';

const pathOf = (id: string, act = '') => `/moderation/notices/${encodeURIComponent(id)}${act}`;

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	return { notice: await forum.read<OutsideNotice>(pathOf(event.params.id)) };
};

/** The post an address of these pages names. */
function postOf(address: string): { thread: string; number: number } | null {
	const found = /\/t\/([1-9A-HJ-NP-Za-km-z]{11})[^#]*(?:#n?(\d{1,9}))?$/.exec(address);
	return found ? { thread: found[1]!, number: Number(found[2] ?? 1) } : null;
}

export const actions: Actions = {
	place: async (event) => {
		const address = String((await event.request.formData()).get('address') ?? '').trim();
		const post = postOf(address);
		if (!post) {
			const failure = refuse(refusal(422, 'invalid', {}), { address }, 'place');
			failure.data.refused.message = noticeDeskTexts.notAPost;
			return failure;
		}
		const answer = await api(event).post<OutsideNotice>(pathOf(event.params.id, '/place'), post);
		return answer.ok ? { done: 'placed' as const } : refuse(answer.refusal, { address }, 'place');
	},
	answer: async (event) => {
		const answer = String((await event.request.formData()).get('answer') ?? '').trim();
		const sent = await api(event).post<OutsideNotice>(pathOf(event.params.id, '/answer'), { answer });
		return sent.ok ? { done: 'answered' as const } : refuse(sent.refusal, { answer }, 'answer');
	},
	contact: async (event) => {
		const reason = String((await event.request.formData()).get('reason') ?? '').trim();
		const shown = await api(event).post<NoticeContact>(pathOf(event.params.id, '/contact'), { reason });
		if (shown.ok) return { contact: shown.data };
		return refuse(shown.refusal, { reason }, 'contact');
	},
};
