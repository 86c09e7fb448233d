import { api, refusal, refuse, type Refusal } from '#lib/api/client.js';
import type {
	Appeal,
	Case,
	CaseDetail,
	CaseMessage,
	CaseNote,
	Decision,
	Prepared,
	Rule,
	WordErasure,
} from '#lib/api/types.js';
import { spaces } from '#lib/server/spaces.js';
import { ACTIONS, caseTexts, decideTexts, type Action } from '#lib/texts/moderation.js';
import { translated } from '#lib/texts/translated.js';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const forum = api(event);
	const [detail, rules, prepared, places] = await Promise.all([
		forum.read<CaseDetail>(`/moderation/cases/${encodeURIComponent(event.params.case)}`),
		forum.list<Rule>('/rules', { limit: 100 }),
		forum.list<Prepared>('/moderation/prepared', {}),
		spaces(event),
	]);
	const chosen = event.url.searchParams.get('prepared');
	const ready = prepared.items.map(translated);
	const begun = ready.find(({ name }) => name === chosen);
	return {
		detail,
		rules: rules.items.map(translated),
		prepared: ready,
		begun,
		spaces: places,
		key: crypto.randomUUID(),
	};
};

const casePath = (id: string, act: string) => `/moderation/cases/${encodeURIComponent(id)}/${act}`;

/** The parts of a decision as they were typed. */
async function typed(request: Request) {
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? '').trim();
	const action = ACTIONS.find((one) => one === form.get('action')) ?? null;
	const version = Number(form.get('version') ?? '');
	const notes = form.getAll('notes').map(String).filter(Boolean).join(',');
	return {
		key: String(form.get('key') ?? '') || null,
		version: Number.isSafeInteger(version) && version > 0 ? version : null,
		values: {
			action: (action ?? '') as Action | '',
			sanction:
				(['warn', 'mute', 'suspend'] as const).find((one) => one === form.get('sanction')) ?? ('' as const),
			until: /^\d{4}-\d\d-\d\d$/.test(text('until')) ? text('until') : '',
			rule: text('rule'),
			facts: text('facts'),
			message: text('message'),
			space: action === 'move' ? text('space') : '',
			notes: action === 'edit_notes' ? notes : '',
			bad_faith: action === 'keep' && text('bad_faith') === 'yes' ? 'yes' : '',
		},
	};
}

/** A refusal in the words of the desk: who has the case, or that nobody decides about her own words. */
function refused(why: Refusal, form: string, values: Record<string, string> = {}) {
	const failure = refuse(why, values, form);
	if (why.code === 'forbidden') failure.data.refused.message = caseTexts.ownPost;
	if (['already_claimed', 'case_closed', 'not_now', 'own_decision'].includes(why.code) && why.detail)
		failure.data.refused.message = why.detail;
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
		const forum = api(event);
		const { key, version, values } = await typed(event.request);
		const { sanction, until, space, notes, bad_faith, ...said } = values;
		const rest = {
			...said,
			...(values.action === 'move' ? { space } : {}),
			...(bad_faith ? { bad_faith: true } : {}),
			...(values.action === 'edit_notes' ? { notes: notes ? notes.split(',') : [] } : {}),
		};
		// Taking the case and deciding it is one act. What she looked at must be what she decides about.
		const taken = await forum.post<Case>(casePath(event.params.case, 'claim'));
		if (!taken.ok) return refused(taken.refusal, 'decide', values);
		const changed = version !== null && !taken.data.claimed_by_me ? null : version;
		const same = changed === null || taken.data.version === changed || taken.data.version === changed + 1;
		const ending = until ? { until: `${until}T00:00:00Z` } : {};
		const verdict = sanction ? { ...rest, sanction: { kind: sanction, ...ending } } : rest;
		const answer = await forum.post<Decision>(
			casePath(event.params.case, 'decision'),
			{ ...verdict, ...(changed === null ? {} : { version: same ? taken.data.version : changed }) },
			{ key },
		);
		if (answer.ok) return { done: 'decided' as const };
		const failure = refused(answer.refusal, 'decide', values);
		if (answer.refusal.fields['sanction.until'])
			failure.data.refused.fields.until = decideTexts.missing.until;
		return failure;
	},

	/** A note for the others, a question to them, or the whole case. */
	note: async (event) => {
		const forum = api(event);
		const form = await event.request.formData();
		const text = String(form.get('text') ?? '').trim();
		const how = String(form.get('how') ?? '');
		if (how === 'handover') {
			const given = await forum.post(casePath(event.params.case, 'handover'), { note: text });
			return given.ok ? { done: 'handedOver' as const } : refused(given.refusal, 'note', { text });
		}
		const asks = how === 'ask';
		const answer = await forum.post<CaseNote>(
			casePath(event.params.case, 'notes'),
			{ text, asks },
			{ key: String(form.get('key') ?? '') || null },
		);
		if (!answer.ok) return refused(answer.refusal, 'note', { text });
		return { done: asks ? ('asked' as const) : ('noted' as const) };
	},

	/** A word to whoever wrote the post. */
	talk: async (event) => {
		const form = await event.request.formData();
		const text = String(form.get('text') ?? '').trim();
		const answer = await api(event).post<CaseMessage>(
			casePath(event.params.case, 'messages'),
			{ text },
			{ key: String(form.get('key') ?? '') || null },
		);
		return answer.ok ? { done: 'sent' as const } : refused(answer.refusal, 'talk', { text });
	},

	/** The answer to an objection. */
	answer: async (event) => {
		const form = await event.request.formData();
		const id = String(form.get('appeal') ?? '');
		const reason = String(form.get('reason') ?? '').trim();
		const answer = await api(event).post<Appeal>(`/moderation/appeals/${encodeURIComponent(id)}/decision`, {
			uphold: form.get('answer') === 'uphold',
			reason,
		});
		if (answer.ok) return { done: 'answered' as const };
		return refused(answer.refusal, `answer-${id}`, { reason });
	},

	/** The words of a removed post, erased for good: asked for, agreed to, or taken back. */
	erase: async (event) => {
		const forum = api(event);
		const form = await event.request.formData();
		const id = String(form.get('id') ?? '');
		const reason = String(form.get('reason') ?? '').trim();
		const path = `/moderation/decisions/${encodeURIComponent(id)}/erasure`;
		const step = String(form.get('step') ?? '');
		const answer =
			step === 'agree'
				? await forum.post<WordErasure>(`${path}/approval`)
				: step === 'withdraw'
					? await forum.delete(path)
					: await forum.post<WordErasure>(path, { reason });
		if (!answer.ok) return refused(answer.refusal, `erase-${id}`, { reason });
		if (step === 'withdraw') return { done: 'eraseWithdrawn' as const };
		return { done: step === 'agree' ? ('erased' as const) : ('eraseAsked' as const) };
	},

	undo: async (event) => {
		const id = String((await event.request.formData()).get('id') ?? '');
		const answer = await api(event).post<Decision>(`/moderation/decisions/${encodeURIComponent(id)}/undo`);
		return answer.ok ? { done: 'undone' as const } : refused(answer.refusal, 'undo');
	},
};
