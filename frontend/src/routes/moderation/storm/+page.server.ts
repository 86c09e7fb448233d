import { api, refuse } from '#lib/api/client.js';
import type { BatchDecided, BatchUndone, CaseGroup, Rule, Storm } from '#lib/api/types.js';
import { translated } from '#lib/texts/translated.js';
import type { Actions, PageServerLoad } from './$types.js';

/** The storm switch, and what waits in groups of posts that are alike. */
export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	forum.requireMember();
	const [storm, groups, rules] = await Promise.all([
		forum.read<Storm>('/moderation/storm'),
		forum.list<CaseGroup>('/moderation/groups', {}),
		forum.list<Rule>('/rules', { limit: 100 }),
	]);
	return { storm, groups: groups.items, rules: rules.items.map(translated), key: crypto.randomUUID() };
};

export const actions: Actions = {
	switch: async (event) => {
		const form = await event.request.formData();
		const on = form.get('on') === 'yes';
		const hours = Number(form.get('hours') ?? 12);
		const answer = await api(event).post<Storm>('/moderation/storm', on ? { on, hours } : { on });
		if (!answer.ok) return refuse(answer.refusal, {}, 'switch');
		return { switched: true as const };
	},

	/** One statement of reasons for all posts of a group. */
	decide: async (event) => {
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '').trim();
		const values = {
			rule: text('rule'),
			facts: text('facts'),
			action: text('action'),
			sanction: text('sanction'),
		};
		const { sanction, ...said } = values;
		const answer = await api(event).post<BatchDecided>(
			'/moderation/batches',
			{ cases: text('cases').split(','), ...said, ...(sanction ? { sanction: { kind: sanction } } : {}) },
			{ key: text('key') },
		);
		if (!answer.ok) return refuse(answer.refusal, values, `group-${text('group')}`);
		const { id, decisions, left } = answer.data;
		return { decided: { id, count: decisions.length, left: left.length } };
	},

	undo: async (event) => {
		const id = String((await event.request.formData()).get('batch') ?? '');
		const answer = await api(event).post<BatchUndone>(`/moderation/batches/${encodeURIComponent(id)}/undo`);
		if (!answer.ok) return refuse(answer.refusal, {}, 'undo');
		return { undone: answer.data.undone };
	},
};
