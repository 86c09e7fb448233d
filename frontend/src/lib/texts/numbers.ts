import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

const SMALL = [
	m.number_0,
	m.number_1,
	m.number_2,
	m.number_3,
	m.number_4,
	m.number_5,
	m.number_6,
	m.number_7,
	m.number_8,
	m.number_9,
	m.number_10,
	m.number_11,
	m.number_12,
];

/** A number as one would say it: in words up to twelve, where the language needs no gender for it, in figures after that. */
export function inWords(count: number): string {
	return SMALL[count]?.() || count.toLocaleString(getLocale() === 'en' ? 'en-GB' : getLocale());
}

/** Makes the first letter a capital one. */
export function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "four answers", "one answer", "no answers". */
export function counted(count: number, one: string, many: string): string {
	return m.number_counted({ number: inWords(count), noun: count === 1 ? one : many });
}

/** "loss, abuse and illness". */
export function listed(items: readonly string[]): string {
	const language = getLocale() === 'en' ? 'en-GB' : getLocale();
	return new Intl.ListFormat(language, { type: 'conjunction' }).format(items);
}
