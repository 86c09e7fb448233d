import { clock } from '#lib/texts/times.js';

/** Milliseconds of rest after the last letter before a draft is kept. */
const REST = 1200;

/**
 * Keeps words on the server while somebody types, and says so in words. Without script the button
 * "Keep for later" does the same.
 */
export class Keeping {
	/** "Kept · 02:14"; empty while there is nothing to say. */
	said = $state('');
	#timer: ReturnType<typeof setTimeout> | undefined;
	#flight: AbortController | undefined;
	#stopped = false;

	constructor(
		readonly place: string,
		readonly zone: () => string | null,
		readonly words: () => Record<string, unknown>,
		savedAt: string | null = null,
	) {
		if (savedAt) this.said = kept(savedAt, zone());
	}

	/** Something was typed or chosen. */
	changed(): void {
		if (this.#stopped) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#save(), REST);
	}

	/** The page goes away, or the phone is put down: what is not yet kept is kept now. */
	flush(): void {
		if (this.#timer === undefined) return;
		void this.#save(true);
	}

	/** The words are being sent; a late draft must not come back after them. */
	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#flight?.abort();
	}

	/** Sending did not work out: go on keeping. */
	resume(): void {
		this.#stopped = false;
	}

	async #save(last = false): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#flight?.abort();
		const flight = new AbortController();
		this.#flight = flight;
		try {
			const response = await fetch(`/drafts/${this.place}`, {
				method: 'PUT',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ ...this.words(), saved_at: new Date().toISOString() }),
				keepalive: last,
				signal: flight.signal,
			});
			if (!response.ok) throw new Error(String(response.status));
			const { saved_at } = (await response.json()) as { saved_at: string | null };
			this.said = saved_at ? kept(saved_at, this.zone()) : '';
		} catch {
			if (!flight.signal.aborted)
				this.said = 'Not kept yet: no answer from the forum. Your words are on this page.';
		}
	}
}

/** When a draft was last kept, in words. */
export function kept(at: string, zone: string | null): string {
	return `Kept · ${clock(at, zone)}`;
}
