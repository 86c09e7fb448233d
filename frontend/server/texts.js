// What every text a person reads has to be, in every language: there, with the same places for names and numbers, and free of
// words that shame or push (S-25). Ends with an error otherwise, so that no build goes out without.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../messages');
const letters = join(import.meta.dirname, '../../templates/mail');
const config = join(import.meta.dirname, '../../config');
/** The languages of the pages; their letters are looked at too. */
const { locales: LANGUAGES } = JSON.parse(
	readFileSync(join(import.meta.dirname, '../project.inlang/settings.json'), 'utf8'),
);
/** @param {string} language @returns {Record<string, string>} */
const read = (language) => JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8'));

/** Words that shame, blame or lure, as they are written in the language; letters of the beginning of a word count. */
/** @type {Record<string, RegExp>} */
const SHAMING = {
	en: /\b(bad (mother|parent)|good enough mother|you failed|you should have|you forgot|you missed|we miss(ed)? you|don.t break|streak|shame on|real mothers|lazy|hurry up|last chance|act now)\b|!/i,
	es: /\b(mala (madre|m[aá])|mal padre|fallaste|has fallado|deber[ií]as haber|te olvidaste|has olvidado|te echamos de menos|te extrañamos|racha|qu[eé] vergüenza|madres de verdad|perezos|date prisa|[uú]ltima oportunidad)|[!¡]/i,
	he: /(אמא רעה|אמא גרועה|הורה רע|נכשלת|היית צריכה|היית צריך|שכחת|פספסת|התגעגענו אלי|אימהות אמיתיות|עצלנ|הזדמנות אחרונה|מהרו|בושה לך)|!/,
};
/** Texts that name such words to say that they do not belong here. */
const NAMED = /^(moderation|books|checks|second_look|safety|home)_/;

/** @param {string} text */
const places = (text) =>
	[...text.matchAll(/(?<!\\)\{(\w+)\}/g)]
		.map(([, name]) => name)
		.sort()
		.join();
/** @type {string[]} */
const wrong = [];
const base = read('en');
for (const language of LANGUAGES) {
	const texts = read(language);
	for (const [key, text] of Object.entries(base)) {
		if (key.startsWith('$')) continue;
		if (typeof texts[key] !== 'string' || (text && !texts[key]?.trim()))
			wrong.push(`${language}: ${key} is missing`);
		else if (places(texts[key] ?? '') !== places(text))
			wrong.push(`${language}: ${key} has other places than in English`);
	}
	for (const [key, text] of Object.entries(texts)) {
		if (!(key in base)) wrong.push(`${language}: ${key} is in no English text`);
		if (!NAMED.test(key) && SHAMING[language]?.test(text))
			wrong.push(`${language}: ${key} shames or pushes: ${text}`);
	}
	for (const letter of readdirSync(letters, { withFileTypes: true })) {
		if (!letter.isDirectory()) continue;
		const lines = readFileSync(join(letters, letter.name, `${language}.ftl`), 'utf8').split('\n');
		for (const line of lines) {
			const [, said = ''] = /^[\w-]+ = (.*)$/.exec(line) ?? /^\s+(?:\*?\[\w+\]\s)?(.*)$/.exec(line) ?? [];
			if (SHAMING[language]?.test(said))
				wrong.push(`${language}: the letter ${letter.name} shames or pushes: ${said}`);
		}
	}
}
// What the API says to people comes out of its data, in all languages side by side.
const DATA = [
	'affirmations',
	'prepared',
	'rules',
	'spaces',
	'terms/2026-2',
	'terms/2026-2.es',
	'terms/2026-2.he',
];
for (const file of DATA)
	for (const line of readFileSync(join(config, `${file}.toml`), 'utf8').split('\n'))
		if (!line.startsWith('#') && LANGUAGES.some((/** @type {string} */ one) => SHAMING[one]?.test(line)))
			wrong.push(`config/${file}.toml shames or pushes: ${line}`);
if (wrong.length > 0) {
	console.error(wrong.join('\n'));
	process.exit(1);
}
