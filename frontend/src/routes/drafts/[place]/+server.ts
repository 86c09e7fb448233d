import { api } from '#lib/api/client.js';
import type { Draft } from '#lib/api/types.js';
import { alikeText } from '#lib/threads/lists.js';
import { draftOf } from '#lib/threads/draft.js';
import type { RequestHandler } from './$types.js';

/** Keeps a draft while its writer types; an emptied one is forgotten. Called by the page's script only. */
export const PUT: RequestHandler = async (event) => {
	if (!event.locals.member) return new Response(null, { status: 401 });
	const words = (await event.request.json().catch(() => null)) as Record<string, unknown> | null;
	if (!words) return new Response(null, { status: 400 });
	const draft = draftOf(words);
	const path = `/drafts/${encodeURIComponent(event.params.place)}`;
	const answer = draft ? await api(event).put<Draft>(path, draft) : await api(event).delete(path);
	if (!answer.ok) return new Response(null, { status: answer.refusal.status });
	const alike = draft?.body && words.alike ? await alikeText(event, draft.body) : undefined;
	return Response.json({
		alike,
		saved_at: draft ? ((answer.data as Draft | null)?.saved_at ?? draft.saved_at) : null,
	});
};
