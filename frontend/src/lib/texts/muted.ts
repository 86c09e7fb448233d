import { dayOf } from './times.js';

/** Said where the words would be written, instead of a failure after they were. */
export function mutedSentence(until: string, zone: string | null): string {
	return `You can read here, and until ${dayOf(until, zone)} you cannot write. What you write can be kept for later, and nobody sees that you are waiting. Why, stands under “Decisions about you”.`;
}
