/** What a tree of messages reads as: a message without inputs as its words, a function with inputs as it is. */
export type Read<T> = T extends () => infer Words
	? Words
	: T extends (...inputs: never[]) => unknown
		? T
		: T extends object
			? { readonly [Key in keyof T]: Read<T[Key]> }
			: T;

/**
 * Texts that are looked up when they are read, in the language of whoever reads then: `title: m.search_title` is
 * read as `texts.title`. Nothing of it may be kept in a constant of a module: a server speaks with many at once.
 */
export function lazy<const T extends object>(tree: T): T extends unknown ? Read<T> : never {
	const read: object = Array.isArray(tree) ? [] : {};
	for (const [key, part] of Object.entries(tree) as [string, unknown][]) {
		const isMessage = typeof part === 'function' && part.length === 0;
		const value: unknown = part !== null && typeof part === 'object' ? lazy(part) : part;
		Object.defineProperty(
			read,
			key,
			isMessage ? { get: () => (part as () => string)(), enumerable: true } : { value, enumerable: true },
		);
	}
	return read as T extends unknown ? Read<T> : never;
}
