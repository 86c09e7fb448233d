import { error } from '@sveltejs/kit';
import { api, refuse, type Answer } from '#lib/api/client.js';
import type { Managed, Often } from '#lib/api/types.js';
import { mailedToken } from '#lib/server/mailed.js';
import { problemSentence } from '#lib/texts/errors.js';
import { OFTEN_ORDER } from '#lib/texts/mail.js';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

const pathOf = (token: string) => `/letters/manage/${encodeURIComponent(token)}`;

/**
 * Where the link at the foot of every letter leads; `mailed.ts` took its token out of the address.
 * Without signing in, and looking changes nothing: mail programs open links by themselves.
 */
export const load: PageServerLoad = async (event) => {
	const token = mailedToken(event);
	if (!token) error(404, { message: problemSentence({ code: 'not_found' }), code: 'not_found' });
	return { token, letters: await api(event).read<Managed>(pathOf(token)) };
};

function changed<D extends string>(answer: Answer<Managed>, done: D) {
	return answer.ok ? { done, letters: answer.data } : refuse(answer.refusal);
}

async function change(event: RequestEvent, form: FormData, body: Partial<Managed>) {
	const token = String(form.get('token') ?? '');
	return api(event).patch<Managed>(pathOf(token), body, { anonymous: true });
}

export const actions: Actions = {
	thread: async (event) => {
		const form = await event.request.formData();
		const mute = form.get('mute') === 'yes';
		return changed(await change(event, form, { thread_muted: mute }), mute ? 'muted' : 'unmuted');
	},

	often: async (event) => {
		const form = await event.request.formData();
		const often = (name: string): Often | undefined => OFTEN_ORDER.find((one) => one === form.get(name));
		const body = { replies: often('replies'), followed: often('followed'), digest: often('digest') };
		return changed(await change(event, form, body), 'kept');
	},

	all: async (event) => {
		const form = await event.request.formData();
		const stop = form.get('stop') === 'yes';
		return changed(await change(event, form, { all_stopped: stop }), stop ? 'stopped' : 'started');
	},
};
