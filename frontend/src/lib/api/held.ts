/**
 * An answer whose body may be handed on by itself. Node's `fetch` empties the body of an answer that nobody holds any more and
 * that nobody has begun to read: what is given to a page as `answer.body` then ends before it begins, now and then, as a whole
 * and sound file of nothing. A body that is being read through is left alone.
 */
export function held(answer: Response): Response {
	return new Response(answer.body?.pipeThrough(new TransformStream()) ?? null, {
		status: answer.status,
		headers: answer.headers,
	});
}
