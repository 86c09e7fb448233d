import { isLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { remember } from '#lib/ui/early.js';

// A page that wakes up goes on in the language it was drawn in.
overwriteGetLocale(() => {
	const { lang } = document.documentElement;
	return isLocale(lang) ? lang : 'en';
});

/** Runs before a page wakes up. */
export const init = (): void => remember();
