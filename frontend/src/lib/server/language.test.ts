import { expect, test } from 'vitest';
import { getLocale } from '#lib/paraglide/runtime.js';
import { inLanguage, languageOf, preferred } from './language.js';

test('a tag asks for one of our languages or for none', () => {
	expect(['en', 'en-GB', 'EN-us'].map(languageOf)).toEqual(['en', 'en', 'en']);
	expect(['fr', '', null, undefined, 'eng'].map(languageOf)).toEqual([null, null, null, null, null]);
});

test('a browser gets what it likes best of what there is', () => {
	for (const wish of ['fr-CH, en;q=0.9', 'fr, de;q=0.9', null, 'en;q=0', ';;,'])
		expect(preferred(wish)).toBe('en');
});

test('what is said while a request is answered is in its language', async () => {
	await inLanguage('en', async () => {
		await new Promise((resolve) => setTimeout(resolve, 1));
		expect(getLocale()).toBe('en');
	});
});
