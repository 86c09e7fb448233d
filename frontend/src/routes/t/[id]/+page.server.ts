import { isHttpError, redirect } from '@sveltejs/kit';
import { api, refusal, refuse } from '#lib/api/client.js';
import type { Mine, Post, ReactionKind, Written } from '#lib/api/types.js';
import { REACTIONS } from '#lib/texts/words.js';
import { helpBeside } from '#lib/safety/help.js';
import { draftOf } from '#lib/threads/draft.js';
import { postPath, threadPath } from '#lib/threads/links.js';
import { threadPage, wholeNumber } from '#lib/threads/page.js';
import { lookOver, mask, secondLook } from '#lib/threads/look.js';
import { lines } from '#lib/threads/writing.js';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

/** A thread that is not there for others may wait for a person, and then its writer sees it in a place of its own. */
export const load: PageServerLoad = async (event) => {
	try {
		const page = await threadPage(event, event.params.id);
		// S-28: no search engine is led to what touches self-harm.
		if (page.card.notes.includes('self_harm')) event.setHeaders({ 'x-robots-tag': 'noindex' });
		return page;
	} catch (failure) {
		if (!isHttpError(failure, 404) || !event.locals.member || event.locals.member.limited) throw failure;
		const mine = await api(event).glance<Mine>(`${thread(event)}/mine`);
		if (!mine?.posts.some((post) => post.number === 1 && post.state === 'held')) throw failure;
		redirect(303, `${threadPath(event.params.id)}/held`);
	}
};

/** The API's path of this thread. */
function thread(event: Pick<RequestEvent, 'params'>): string {
	return `/threads/${encodeURIComponent(event.params.id)}`;
}

function replyIn(form: FormData) {
	const answered = wholeNumber(form.get('in_reply_to'));
	return {
		body: lines(String(form.get('body') ?? '')),
		voice: form.get('voice') === 'named' ? ('named' as const) : ('alias' as const),
		...(answered ? { in_reply_to: answered } : {}),
	};
}

function typedReply(reply: ReturnType<typeof replyIn>): Record<string, string> {
	return { body: reply.body, voice: reply.voice, in_reply_to: String(reply.in_reply_to ?? '') };
}

export const actions: Actions = {
	reply: async (event) => {
		const forum = api(event);
		const form = await event.request.formData();
		const reply = replyIn(form);
		const looked = await secondLook(forum, form, reply, typedReply(reply), { thread: event.params.id });
		if (looked) return { looked };
		const answer = await forum.post<Written<Post>>(`${thread(event)}/posts`, reply, {
			key: String(form.get('key') ?? ''),
		});
		if (!answer.ok) return refuse(answer.refusal, typedReply(reply), 'reply');
		await forum.delete(`/drafts/thread-${encodeURIComponent(event.params.id)}`);
		const path = postPath(event.params.id, answer.data.number);
		const help = await helpBeside(forum, answer.data);
		if (help) return { posted: { path, help } };
		redirect(303, path);
	},

	/** How it went, in a post of its own under the name she opened the thread with. */
	ending: async (event) => {
		const form = await event.request.formData();
		const ending = lines(String(form.get('ending') ?? ''));
		const voice = form.get('voice') === 'named' ? ('named' as const) : ('alias' as const);
		const told = { body: ending, voice, ending: true };
		const answer = await api(event).post<Written<Post>>(`${thread(event)}/posts`, told, {
			key: String(form.get('key') ?? ''),
		});
		if (!answer.ok) return refuse(answer.refusal, { ending }, 'ending');
		const help = await helpBeside(api(event), answer.data);
		if (help) return { posted: { path: threadPath(event.params.id), help } };
		redirect(303, threadPath(event.params.id));
	},

	/** A listener says that she is writing, so that two do not. */
	writing: async (event) => {
		const form = await event.request.formData();
		const path = `${thread(event)}/writing`;
		const answer = form.get('writing') === 'end' ? await api(event).delete(path) : await api(event).put(path);
		if (!answer.ok) return refuse(answer.refusal, {}, 'writing');
		redirect(303, `${threadPath(event.params.id)}#reply`);
	},

	look: async (event) => {
		const reply = replyIn(await event.request.formData());
		return lookOver(api(event), reply, typedReply(reply), 'reply', { thread: event.params.id });
	},

	mask: async (event) => {
		const reply = replyIn(await event.request.formData());
		return mask(api(event), reply, typedReply(reply), 'reply', { thread: event.params.id });
	},

	keep: async (event) => {
		const reply = replyIn(await event.request.formData());
		const draft = draftOf({ ...reply });
		const place = `/drafts/thread-${encodeURIComponent(event.params.id)}`;
		const answer = draft ? await api(event).put(place, draft) : await api(event).delete(place);
		if (!answer.ok) return refuse(answer.refusal, typedReply(reply), 'reply');
		redirect(303, `${threadPath(event.params.id)}#reply`);
	},

	/** The button's value says what to do: `hug` sends one, `-hug` takes it back. */
	react: async (event) => {
		const form = await event.request.formData();
		const number = wholeNumber(form.get('number'));
		const wanted = String(form.get('react') ?? '');
		const kind = wanted.replace(/^-/, '') as ReactionKind;
		if (!number || !REACTIONS.some((one) => one.kind === kind))
			return refuse(refusal(400, 'malformed'), {}, 'react');
		const path = `${thread(event)}/posts/${number}/reactions/${kind}`;
		const answer = wanted.startsWith('-') ? await api(event).delete(path) : await api(event).put(path);
		if (!answer.ok) return refuse(answer.refusal, { number: String(number) }, 'react');
		redirect(303, postPath(event.params.id, number));
	},

	/** The button's value says whom, and at which post: `12.<voice>` blocks, `-12.<voice>` undoes it. */
	block: async (event) => {
		const wanted = String((await event.request.formData()).get('voice') ?? '');
		const [, undo, at, voice] = /^(-?)(\d{1,9})\.(\w+)$/.exec(wanted) ?? [];
		const number = wholeNumber(at);
		if (!number || !voice) return refuse(refusal(400, 'malformed'), {}, 'block');
		const path = `/voices/${encodeURIComponent(voice)}/block`;
		const answer = undo ? await api(event).delete(path) : await api(event).put(path);
		if (!answer.ok) return refuse(answer.refusal, {}, 'block');
		const [page = '', hash = ''] = postPath(event.params.id, number).split('#');
		redirect(303, `${page}${undo ? '' : `${page.includes('?') ? '&' : '?'}blocked=${number}`}#${hash}`);
	},

	state: async (event) => {
		const form = await event.request.formData();
		const state = form.get('state') === 'open' ? 'open' : 'locked';
		const answer = await api(event).patch(thread(event), { state });
		if (!answer.ok) return refuse(answer.refusal, {}, 'state');
		redirect(303, threadPath(event.params.id));
	},

	follow: async (event) => {
		const level = String((await event.request.formData()).get('level') ?? '');
		const path = `${thread(event)}/follow`;
		const answer = level === 'none' ? await api(event).delete(path) : await api(event).put(path, { level });
		if (!answer.ok) return refuse(answer.refusal, {}, 'follow');
		redirect(303, `${threadPath(event.params.id)}#follow`);
	},

	takeback: async (event) => {
		const number = wholeNumber((await event.request.formData()).get('number'));
		if (!number) return refuse(refusal(400, 'malformed'), {}, 'takeback');
		// The opening message is the thread: taken back, the thread is gone for everybody.
		const path = number === 1 ? thread(event) : `${thread(event)}/posts/${number}`;
		const answer = await api(event).delete(path);
		if (!answer.ok) return refuse(answer.refusal, { number: String(number) }, 'takeback');
		redirect(303, number === 1 ? '/me' : postPath(event.params.id, number));
	},
};
