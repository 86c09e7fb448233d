import { redirect } from '@sveltejs/kit';
import { api, refuse } from '#lib/api/client.js';
import type {
	Card,
	Consents,
	Draft,
	Listing,
	Me,
	Rule,
	Thread,
	VoiceOffer,
	Written,
} from '#lib/api/types.js';
import { helpBeside } from '#lib/safety/help.js';
import { spaces } from '#lib/server/spaces.js';
import { draftOf } from '#lib/threads/draft.js';
import { threadPath } from '#lib/threads/links.js';
import { alikeText } from '#lib/threads/lists.js';
import { lookOver, mask, secondLook } from '#lib/threads/look.js';
import { typed, writtenIn } from '#lib/threads/writing.js';
import { translated } from '#lib/texts/translated.js';
import type { Actions, PageServerLoad } from './$types.js';

/** For so many days after joining somebody may say that she is new here. */
const NEW_HERE = 30;

function daysSince(day: string): number {
	return (Date.now() - new Date(`${day}T00:00:00Z`).getTime()) / 86_400_000;
}

/** The writing page: sensible choices are made already, and a kept draft is taken up again. */
export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const [offer, draft, all, agreed, me, own, rules] = await Promise.all([
		forum.read<VoiceOffer>('/voice'),
		forum.glance<Draft>('/drafts/new'),
		spaces(event),
		forum.glance<Consents>('/me/consents'),
		forum.glance<Me>('/me'),
		forum.glance<Listing<Card>>('/me/threads', { limit: 1 }),
		forum.glance<Listing<Rule>>('/rules', { limit: 100 }),
	]);
	const first = own?.items.length === 0;
	const asked = all.find((one) => one.id === event.url.searchParams.get('space'))?.slug;
	return {
		offer,
		draft,
		// Asked at the first post, apart from the terms (L-24).
		asks: agreed !== null && agreed.health_data === null,
		// The rules stand at the first post, and whoever joined lately may say so.
		rules: first ? (rules?.items.map(translated) ?? []) : [],
		first,
		isNew: me !== null && daysSince(me.joined_on) < NEW_HERE,
		place: asked ?? draft?.space ?? all[0]?.slug ?? '',
		key: crypto.randomUUID(),
	};
};

export const actions: Actions = {
	post: async (event) => {
		const forum = api(event);
		const form = await event.request.formData();
		const written = writtenIn(form);
		const looked = await secondLook(forum, form, written, typed(written, form));
		if (looked) return { looked };
		if (form.get('health_data') === 'yes') {
			const agreed = await forum.put('/me/consents', { health_data: true });
			if (!agreed.ok) return refuse(agreed.refusal, typed(written, form));
		}
		const answer = await forum.post<Written<Thread>>('/threads', written, {
			key: String(form.get('key') ?? ''),
		});
		if (!answer.ok) return refuse(answer.refusal, typed(written, form));
		await forum.delete('/drafts/new');
		const help = await helpBeside(forum, answer.data);
		const again = answer.data.asked_again === true;
		if (help || again) return { posted: { path: threadPath(answer.data.id), help, again } };
		redirect(303, threadPath(answer.data.id));
	},
	look: async (event) => {
		const form = await event.request.formData();
		const written = writtenIn(form);
		return lookOver(api(event), written, typed(written, form), '');
	},
	alike: async (event) => {
		const form = await event.request.formData();
		const written = writtenIn(form);
		return { values: typed(written, form), alike: await alikeText(event, written.body) };
	},
	mask: async (event) => {
		const form = await event.request.formData();
		const written = writtenIn(form);
		return mask(api(event), written, typed(written, form), '');
	},
	keep: async (event) => {
		const forum = api(event);
		const form = await event.request.formData();
		const written = writtenIn(form);
		const draft = draftOf({ ...written });
		const answer = draft ? await forum.put('/drafts/new', draft) : await forum.delete('/drafts/new');
		if (!answer.ok) return refuse(answer.refusal, typed(written, form));
		redirect(303, '/write');
	},
	discard: async (event) => {
		const answer = await api(event).delete('/drafts/new');
		if (!answer.ok) return refuse(answer.refusal);
		redirect(303, '/write');
	},
};
