import { api, refusal, refuse } from '#lib/api/client.js';
import type { Blocked, Hidden, Note } from '#lib/api/types.js';
import { NOTE_ORDER } from '#lib/texts/words.js';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const cursor = event.url.searchParams.get('cursor');
	const [hidden, blocks] = await Promise.all([
		forum.read<Hidden>('/me/hidden'),
		forum.list<Blocked>('/blocks', { cursor }),
	]);
	return {
		notes: hidden.notes,
		collapsed: hidden.collapsed,
		words: hidden.words,
		blocks: blocks.items,
		next: blocks.next,
		further: cursor !== null,
	};
};

export const actions: Actions = {
	keep: async (event) => {
		const form = await event.request.formData();
		const typed = String(form.get('words') ?? '').replace(/\r\n?/g, '\n');
		const those = (way: string): Note[] => NOTE_ORDER.filter((note) => form.get(`note-${note}`) === way);
		const [notes, collapsed] = [those('hidden'), those('collapsed')];
		const words = typed.split('\n').filter((line) => line.trim());
		const answer = await api(event).patch<Hidden>('/me/hidden', { notes, collapsed, words });
		return answer.ok ? { done: 'kept' } : refuse(answer.refusal, { words: typed, notes, collapsed }, 'keep');
	},

	unblock: async (event) => {
		const form = await event.request.formData();
		const voice = String(form.get('voice') ?? '');
		if (!voice) return refuse(refusal(400, 'malformed'), {}, 'unblock');
		const answer = await api(event).delete(`/voices/${encodeURIComponent(voice)}/block`);
		// One that is gone already is what she wanted.
		if (!answer.ok && answer.refusal.status !== 404) return refuse(answer.refusal, {}, 'unblock');
		return { done: 'unblocked', name: String(form.get('name') ?? '').slice(0, 80) };
	},
};
