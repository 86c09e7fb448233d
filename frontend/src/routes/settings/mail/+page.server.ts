import { fail } from '@sveltejs/kit';
import { api, refusal, refuse, type Caller } from '#lib/api/client.js';
import type { MailSettings, Me, Preview } from '#lib/api/types.js';
import { changeOf, chosen, isGathered, kept, type Chosen } from '#lib/mail/choices.js';
import { mailTexts as texts, pauseUntil } from '#lib/texts/mail.js';
import type { Actions, PageServerLoad } from './$types.js';

/** A real letter with invented words; one of each kind that she gets. */
async function lettersFor(event: Caller, choices: Chosen) {
	const forum = api(event);
	const show = (kind: 'reply' | 'digest') =>
		forum.glance<Preview>('/me/mail/preview', { discreet: choices.discreet, kind });
	const [reply, digest] = await Promise.all([show('reply'), isGathered(choices) ? show('digest') : null]);
	return { discreet: choices.discreet, reply, digest };
}

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const [me, mail] = await Promise.all([forum.read<Me>('/me'), forum.read<MailSettings>('/me/mail')]);
	// A page that is drawn after "show me" brings its own letters along.
	const looks = event.request.method === 'POST' && event.url.searchParams.has('/look');
	const letters = looks ? null : await lettersFor(event, kept(mail));
	return { email: me.email, zone_told: me.time_zone ?? null, mail, letters };
};

export const actions: Actions = {
	keep: async (event) => {
		const choices = chosen(await event.request.formData());
		const answer = await api(event).patch<MailSettings>('/me/mail', changeOf(choices));
		if (answer.ok) return { done: 'kept' as const };
		const refused = refuse(answer.refusal, {}, 'keep');
		return fail(refused.status, { ...refused.data, chosen: choices });
	},

	look: async (event) => {
		const choices = chosen(await event.request.formData());
		return { chosen: choices, letters: await lettersFor(event, choices) };
	},

	pause: async (event) => {
		const pause = String((await event.request.formData()).get('pause') ?? '');
		const until = pauseUntil(pause, new Date());
		if (!until) return refuse(refusal(422, 'validation', { pause_until: 'required' }), {}, 'pause');
		const answer = await api(event).patch<MailSettings>('/me/mail', { pause_until: until.toISOString() });
		return answer.ok ? { done: 'paused' as const } : refuse(answer.refusal, {}, 'pause');
	},

	resume: async (event) => {
		const answer = await api(event).patch<MailSettings>('/me/mail', { pause_until: null });
		return answer.ok ? { done: 'goneOn' as const } : refuse(answer.refusal, {}, 'pause');
	},

	start: async (event) => {
		const answer = await api(event).patch<MailSettings>('/me/mail', { all_stopped: false });
		return answer.ok ? { done: 'goneOn' as const } : refuse(answer.refusal, {}, 'start');
	},

	test: async (event) => {
		const answer = await api(event).post('/me/mail/test');
		if (answer.ok) return { done: 'testSent' as const };
		const refused = refuse(answer.refusal, {}, 'test');
		if (answer.refusal.code === 'too_many') refused.data.refused.message = texts.testSoon;
		return refused;
	},

	add: async (event) => {
		const form = await event.request.formData();
		const email = String(form.get('email') ?? '');
		const password = String(form.get('password') ?? '');
		const answer = await api(event).post('/me/mail/second-address', { email, password });
		return answer.ok ? { done: 'asked' as const, address: email } : refuse(answer.refusal, { email }, 'add');
	},

	remove: async (event) => {
		const answer = await api(event).delete('/me/mail/second-address');
		return answer.ok ? { done: 'secondRemoved' as const } : refuse(answer.refusal, {}, 'add');
	},
};
