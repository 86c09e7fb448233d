import { api, refusal, refuse } from '#lib/api/client.js';
import type { Case, CaseDetail, Decision, Rule } from '#lib/api/types.js';
import type { Action } from '#lib/texts/moderation.js';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	const [detail, rules] = await Promise.all([
		forum.read<CaseDetail>(`/moderation/cases/${encodeURIComponent(event.params.case)}`),
		forum.list<Rule>('/rules', { limit: 100 }),
	]);
	return { detail, rules: rules.items, key: crypto.randomUUID() };
};

const casePath = (id: string, act: string) => `/moderation/cases/${encodeURIComponent(id)}/${act}`;

/** The four parts of a decision as they were typed. */
async function typed(request: Request) {
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? '').trim();
	const action = (['keep', 'lock', 'remove'] as const).find((one) => one === form.get('action')) ?? null;
	return {
		key: String(form.get('key') ?? '') || null,
		values: {
			action: (action ?? '') as Action | '',
			rule: text('rule'),
			facts: text('facts'),
			message: text('message'),
		},
	};
}

export const actions: Actions = {
	claim: async (event) => {
		const answer = await api(event).post<Case>(casePath(event.params.case, 'claim'));
		return answer.ok ? { done: 'claimed' as const } : refuse(answer.refusal, {}, 'claim');
	},

	release: async (event) => {
		const answer = await api(event).delete(casePath(event.params.case, 'claim'));
		return answer.ok ? { done: 'released' as const } : refuse(answer.refusal, {}, 'claim');
	},

	// Without script: the sentence is read on a page of its own before it is sent.
	weigh: async ({ request }) => {
		const { values } = await typed(request);
		const missing = Object.entries(values).filter(([, value]) => !value);
		if (missing.length > 0) {
			const fields = Object.fromEntries(missing.map(([name]) => [name, 'required']));
			return refuse(refusal(422, 'invalid', fields), values, 'decide');
		}
		return { weighed: values };
	},

	decide: async (event) => {
		const { key, values } = await typed(event.request);
		const answer = await api(event).post<Decision>(casePath(event.params.case, 'decision'), values, { key });
		return answer.ok ? { done: 'decided' as const } : refuse(answer.refusal, values, 'decide');
	},

	undo: async (event) => {
		const id = String((await event.request.formData()).get('id') ?? '');
		const answer = await api(event).post<Decision>(`/moderation/decisions/${encodeURIComponent(id)}/undo`);
		return answer.ok ? { done: 'undone' as const } : refuse(answer.refusal, {}, 'undo');
	},
};
