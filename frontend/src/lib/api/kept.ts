/** Characters of answers that are kept, at most: some megabytes. */
const ROOM = 8_000_000;
/** One answer may take this much of it. */
const LARGEST = 400_000;

interface Kept {
	tag: string;
	text: string;
}

/**
 * What the API answered to everybody with the same right, under its tag. It is asked again each time and says whether it still holds,
 * so nothing old is shown; only the bytes stay here. What was asked for least goes first.
 */
export class Answers {
	readonly #kept = new Map<string, Kept>();
	#size = 0;

	get(question: string): Kept | undefined {
		const kept = this.#kept.get(question);
		if (kept) {
			// A map keeps the order in which things came into it: what is used comes to its end.
			this.#kept.delete(question);
			this.#kept.set(question, kept);
		}
		return kept;
	}

	keep(question: string, tag: string, text: string): void {
		this.#drop(question);
		if (text.length > LARGEST) return;
		this.#kept.set(question, { tag, text });
		this.#size += text.length;
		for (const oldest of this.#kept.keys()) {
			if (this.#size <= ROOM) return;
			this.#drop(oldest);
		}
	}

	#drop(question: string): void {
		this.#size -= this.#kept.get(question)?.text.length ?? 0;
		this.#kept.delete(question);
	}
}

/**
 * The question as it is kept: what members see is another than what everybody sees. Nothing where the answer is not the same for all
 * who may read it.
 */
export function question(path: string, url: URL, signedIn: boolean): string | null {
	const same = /^\/(threads|columns)$|^\/threads\/[^/]+(\/posts)?$/.test(path);
	return same ? `${signedIn ? 'members' : 'everybody'} ${url.pathname}${url.search}` : null;
}
