import { AsyncLocalStorage } from 'node:async_hooks';
import type { Cookies } from '@sveltejs/kit';
import {
	baseLocale,
	isLocale,
	overwriteServerAsyncLocalStorage,
	type Locale,
} from '#lib/paraglide/runtime.js';

/** What a visitor chose; a member's choice comes with her session. */
export const LANGUAGE = 'language';

type Store = { locale?: Locale; origin?: string; messageCalls?: Set<string> };
const current = new AsyncLocalStorage<Store>();
// What is said while one request is answered is said in its reader's language.
overwriteServerAsyncLocalStorage(current as Parameters<typeof overwriteServerAsyncLocalStorage>[0]);

/** Answers in a language: all that is drawn inside is in it. */
export function inLanguage<T>(locale: Locale, answer: () => T): T {
	return current.run({ locale, origin: '', messageCalls: new Set() }, answer);
}

/** The language of ours that a BCP 47 tag asks for: "es" for "es-MX", "he" for the older "iw"; null for others. */
export function languageOf(tag: string | null | undefined): Locale | null {
	const language = (tag ?? '').toLowerCase().split('-')[0]?.replace(/^iw$/, 'he');
	return isLocale(language) ? language : null;
}

/** What a browser likes best of what there is; by the weights of `Accept-Language`. */
export function preferred(header: string | null): Locale {
	const wishes = (header ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', ...rest] = part.trim().split(';');
			const weight = rest.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean);
			return { locale: languageOf(tag), weight: weight === undefined ? 1 : Number(weight) };
		})
		.filter(({ locale, weight }) => locale !== null && weight > 0)
		.sort((one, other) => other.weight - one.weight);
	return wishes[0]?.locale ?? baseLocale;
}

/** What was chosen on this device, if anything was. */
export function chosenHere(cookies: Cookies): Locale | null {
	return languageOf(cookies.get(LANGUAGE));
}

/** What a visitor chooses holds on this device for a year; it says nothing but the language. */
export function chooseHere(cookies: Cookies, locale: Locale): void {
	cookies.set(LANGUAGE, locale, {
		path: '/',
		secure: true,
		httpOnly: true,
		sameSite: 'lax',
		maxAge: 365 * 24 * 3600,
	});
}
