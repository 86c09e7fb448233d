import { getLocale } from '#lib/paraglide/runtime.js';

/** Words of the API that it has in several languages, in the reader's alone; those it has in English only as they are. */
export function translated<T extends { translations?: Record<string, object> }>(one: T): T {
	return { ...one, ...one.translations?.[getLocale()], translations: {} };
}
