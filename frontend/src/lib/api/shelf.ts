/** Keeps things by name, up to a size; what was asked for least recently goes first. */
export class Shelf<Thing> {
	readonly #things = new Map<string, Thing>();
	readonly #room: number;
	readonly #largest: number;
	readonly #sizeOf: (thing: Thing) => number;
	#taken = 0;

	/**
	 * @param room how much it keeps in all.
	 * @param largest how much of that one thing may take; what is larger is not kept.
	 */
	constructor(room: number, largest: number, sizeOf: (thing: Thing) => number) {
		this.#room = room;
		this.#largest = largest;
		this.#sizeOf = sizeOf;
	}

	get(name: string): Thing | undefined {
		const thing = this.#things.get(name);
		if (thing) {
			// A map keeps the order in which things came into it: what is used comes to its end.
			this.#things.delete(name);
			this.#things.set(name, thing);
		}
		return thing;
	}

	keep(name: string, thing: Thing): void {
		this.drop(name);
		const size = this.#sizeOf(thing);
		if (size > this.#largest) return;
		this.#things.set(name, thing);
		this.#taken += size;
		for (const oldest of this.#things.keys()) {
			if (this.#taken <= this.#room) return;
			this.drop(oldest);
		}
	}

	drop(name: string): void {
		const thing = this.#things.get(name);
		if (!thing) return;
		this.#taken -= this.#sizeOf(thing);
		this.#things.delete(name);
	}
}
