import { isLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';

// A page that wakes up goes on in the language it was drawn in.
overwriteGetLocale(() => {
	const { lang } = document.documentElement;
	return isLocale(lang) ? lang : 'en';
});
