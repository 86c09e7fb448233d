import { dayOf } from './times.js';
import { m } from '#lib/paraglide/messages.js';

/** Said where the words would be written, instead of a failure after they were. */
export function mutedSentence(until: string, zone: string | null): string {
	return m.muted_sentence({ until: dayOf(until, zone) });
}
