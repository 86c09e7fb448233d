import { expect, test } from 'vitest';
import { getLocale } from '#lib/paraglide/runtime.js';
import { SITE } from '#lib/texts/site.js';
import { translated } from '#lib/texts/translated.js';
import { inLanguage, languageOf, preferred } from './language.js';

test('a tag asks for one of our languages or for none', () => {
	expect(['en', 'en-GB', 'EN-us'].map(languageOf)).toEqual(['en', 'en', 'en']);
	expect(['es-MX', 'he', 'iw-IL'].map(languageOf)).toEqual(['es', 'he', 'he']);
	expect(['fr', '', null, undefined, 'eng'].map(languageOf)).toEqual([null, null, null, null, null]);
});

test('a browser gets what it likes best of what there is', () => {
	for (const wish of ['fr-CH, en;q=0.9', 'fr, de;q=0.9', null, 'en;q=0', ';;,'])
		expect(preferred(wish)).toBe('en');
	expect(preferred('fr, es;q=0.4, he;q=0.8')).toBe('he');
	expect(preferred('de;q=0.9, es-419;q=0.5')).toBe('es');
});

test('what is said while a request is answered is in its language, also with others at once', async () => {
	const said = (['en', 'es', 'he'] as const).map((locale) =>
		inLanguage(locale, async () => {
			await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
			return [getLocale(), SITE.help, translated(space).name];
		}),
	);
	expect(await Promise.all(said)).toEqual([
		['en', 'Help now', 'Hard days'],
		['es', 'Ayuda ya', 'Días duros'],
		['he', 'עזרה עכשיו', 'Hard days'],
	]);
});

const space = { name: 'Hard days', translations: { es: { name: 'Días duros' } } };
