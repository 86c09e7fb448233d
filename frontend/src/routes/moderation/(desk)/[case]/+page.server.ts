import { api, refusal, refuse, type Refusal } from '#lib/api/client.js';
import type { Case, CaseDetail, Decision, Rule } from '#lib/api/types.js';
import { caseTexts, decideTexts, type Action } from '#lib/texts/moderation.js';
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

/** The parts of a decision as they were typed. */
async function typed(request: Request) {
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? '').trim();
	const action = (['keep', 'lock', 'remove'] as const).find((one) => one === form.get('action')) ?? null;
	return {
		key: String(form.get('key') ?? '') || null,
		values: {
			action: (action ?? '') as Action | '',
			sanction:
				(['warn', 'mute', 'suspend'] as const).find((one) => one === form.get('sanction')) ?? ('' as const),
			until: /^\d{4}-\d\d-\d\d$/.test(text('until')) ? text('until') : '',
			rule: text('rule'),
			facts: text('facts'),
			message: text('message'),
		},
	};
}

/** A refusal in the words of the desk: who has the case, or that nobody decides about her own words. */
function refused(why: Refusal, form: string, values: Record<string, string> = {}) {
	const failure = refuse(why, values, form);
	if (why.code === 'forbidden') failure.data.refused.message = caseTexts.ownPost;
	if (why.code === 'already_claimed' && why.detail) failure.data.refused.message = why.detail;
	return failure;
}

/** What a decision needs: everything that restricts somebody is reasoned and told. */
function missing(values: Record<'action' | 'sanction' | 'rule' | 'facts' | 'message', string>): string[] {
	const needed =
		values.action === 'keep' && !values.sanction ? [] : (['action', 'rule', 'facts', 'message'] as const);
	return needed.filter((name) => !values[name]);
}

export const actions: Actions = {
	claim: async (event) => {
		const answer = await api(event).post<Case>(casePath(event.params.case, 'claim'));
		return answer.ok ? { done: 'claimed' as const } : refused(answer.refusal, 'claim');
	},

	release: async (event) => {
		const answer = await api(event).delete(casePath(event.params.case, 'claim'));
		return answer.ok ? { done: 'released' as const } : refused(answer.refusal, 'claim');
	},

	// Without script: the sentence is read on a page of its own before it is sent.
	weigh: async ({ request }) => {
		const { values } = await typed(request);
		const fields = Object.fromEntries(missing(values).map((name) => [name, 'required']));
		if (Object.keys(fields).length > 0) return refused(refusal(422, 'invalid', fields), 'decide', values);
		return { weighed: values };
	},

	decide: async (event) => {
		const { key, values } = await typed(event.request);
		const { sanction, until, ...rest } = values;
		const ending = until ? { until: `${until}T00:00:00Z` } : {};
		const verdict = sanction ? { ...rest, sanction: { kind: sanction, ...ending } } : rest;
		const answer = await api(event).post<Decision>(casePath(event.params.case, 'decision'), verdict, {
			key,
		});
		if (answer.ok) return { done: 'decided' as const };
		const failure = refused(answer.refusal, 'decide', values);
		if (answer.refusal.fields['sanction.until'])
			failure.data.refused.fields.until = decideTexts.missing.until;
		return failure;
	},

	undo: async (event) => {
		const id = String((await event.request.formData()).get('id') ?? '');
		const answer = await api(event).post<Decision>(`/moderation/decisions/${encodeURIComponent(id)}/undo`);
		return answer.ok ? { done: 'undone' as const } : refused(answer.refusal, 'undo');
	},
};
