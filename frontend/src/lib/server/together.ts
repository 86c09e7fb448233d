/**
 * What many ask at once is asked once: whoever comes while it is under way waits for the next time, with all who came meanwhile. So
 * nobody gets an answer to a question that was asked before hers.
 */
export class Together<Subject, Answer> {
	readonly #underway = new Map<Subject, Promise<Answer>>();
	readonly #next = new Map<Subject, Promise<Answer>>();

	/** @param subject what is asked about. */
	ask(subject: Subject, question: () => Promise<Answer>): Promise<Answer> {
		const waiting = this.#next.get(subject);
		if (waiting) return waiting;
		const underway = this.#underway.get(subject);
		if (!underway) return this.#begin(subject, question);
		const begin = () => {
			this.#next.delete(subject);
			return this.#begin(subject, question);
		};
		const next = underway.then(begin, begin);
		this.#next.set(subject, next);
		return next;
	}

	#begin(subject: Subject, question: () => Promise<Answer>): Promise<Answer> {
		const answer = question().finally(() => this.#underway.delete(subject));
		this.#underway.set(subject, answer);
		return answer;
	}
}
