import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { forum, unique } from './site/forum.js';
import { expect, post, test } from './site/test.js';

const texts = (language: string) =>
	JSON.parse(readFileSync(new URL(`../messages/${language}.json`, import.meta.url), 'utf8')) as Record<
		string,
		string
	>;
const en = texts('en');

/** English sentences that a page in another language must not say: long enough to be no name and no number. */
function english(language: string): string[] {
	const other = texts(language);
	return Object.entries(en)
		.filter(
			([key, text]) =>
				text.length > 11 &&
				// The threads of the stories say it themselves.
				text !== 'this morning' &&
				text.includes(' ') &&
				!text.includes('{') &&
				other[key] !== text,
		)
		.map(([, text]) => text);
}

async function saysNothingEnglish(page: Page, sentences: readonly string[]): Promise<void> {
	const path = new URL(page.url()).pathname;
	// Nothing stands out of the page on either side.
	const beside = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(beside, path).toBeLessThanOrEqual(0);
	// What is marked as English is meant to be: the text of the terms that holds.
	const marked = await page.locator('main [lang="en"]').allInnerTexts();
	const said = marked.reduce((rest, text) => rest.replace(text, ''), await page.locator('body').innerText());
	expect(
		sentences.filter((sentence) => said.includes(sentence)),
		path,
	).toEqual([]);
}

const VISITOR = [
	'/',
	'/?order=waiting',
	'/search',
	'/columns',
	'/hard-day',
	'/answers',
	'/sign-in',
	'/sign-up',
	'/reset',
	'/verify?token=abc',
	'/guidelines',
	'/terms',
	'/help?country=ES',
	'/safety',
	'/hiding',
	'/notice',
	'/transparency',
	'/language',
	'/nowhere',
];
const MEMBER = [
	'/write',
	'/notices',
	'/me',
	'/settings',
	'/settings/mail',
	'/settings/letters',
	'/settings/hidden',
	'/settings/leave-for-good',
	'/reports',
	'/decisions',
	'/conversations',
	'/night',
	'/sign-out',
];

for (const [language, locale, direction] of [
	['es', 'es-MX', 'ltr'],
	['he', 'he-IL', 'rtl'],
] as const)
	test(`every page speaks ${language}, for a visitor and for a member`, async ({
		comes,
		expects,
		scripted,
	}) => {
		expects(/status of 404/);
		test.setTimeout(240_000);
		const sentences = english(language);
		expect(sentences.length).toBeGreaterThan(900);
		const visitor = await comes(locale);
		for (const path of VISITOR) {
			await visitor.opens(path);
			await saysNothingEnglish(visitor.page, sentences);
		}
		const html = visitor.page.locator('html');
		await visitor.opens('/');
		await expect(html).toHaveAttribute('lang', language);
		await expect(html).toHaveAttribute('dir', direction);
		// axe is script itself.
		if (scripted) {
			const found = await new AxeBuilder({ page: visitor.page }).analyze();
			expect(found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual(
				[],
			);
		}

		// Whoever chose a language has it wherever she signs in, and her letters are in it.
		const [author, other] = [await forum.member('Amaya'), await forum.member('Berenice')];
		await forum.call('PATCH', '/me', { locale: language }, author.token);
		const thread = await forum.thread(author, { notes: ['illness'] });
		await forum.answer(other, thread.id, `Ja, ${unique()}.`);
		const member = await comes();
		await member.signsIn(author, `/t/${thread.id}`);
		await expect(member.page.locator('html')).toHaveAttribute('lang', language);
		await expect(post(member.page, 2)).toBeVisible();
		await saysNothingEnglish(member.page, sentences);
		for (const path of [
			...MEMBER,
			`/t/${thread.id}/edit/1`,
			`/t/${thread.id}/report/2`,
			`/t/${thread.id}/keep/2`,
		]) {
			await member.opens(path);
			await saysNothingEnglish(member.page, sentences);
		}
		const letter = await forum.letterTo(
			author.email,
			({ text }) => text?.includes(`/t/${thread.id}`) ?? false,
		);
		expect(letter.text).not.toContain('You get this letter because');
	});

for (const language of ['es', 'he'])
	test(`the desk speaks ${language}`, async ({ comes }) => {
		const [admin, author, other] = [
			await forum.admin(`Desk-${unique().slice(0, 8)}`),
			await forum.member('Dolores'),
			await forum.member('Elia'),
		];
		await forum.call('PATCH', '/me', { locale: language }, admin.token);
		const thread = await forum.thread(author);
		const words = { reason: 'shaming', note: '' };
		await forum.call('POST', `/threads/${thread.id}/posts/1/reports`, words, other.token);
		const sentences = english(language);
		const person = await comes();
		await person.signsIn(admin, '/moderation');
		for (const path of [
			'',
			'/log',
			'/shift',
			'/storm',
			'/checks',
			'/mail',
			'/openings',
			'/health',
			'/disclosures',
		]) {
			await person.opens(`/moderation${path}`);
			await saysNothingEnglish(person.page, sentences);
		}
		await person.opens('/moderation');
		await person.page.locator('a[href*="/moderation/"][href*="state="], main li a, nav li a').first().click();
		await saysNothingEnglish(person.page, sentences);
	});

test('a language is chosen in two taps, by a visitor and by a member', async ({ comes }) => {
	const visitor = await comes();
	await visitor.opens('/');
	await visitor.page.getByRole('link', { name: en.site_language }).first().click();
	await visitor.page.getByRole('button', { name: 'Español' }).click();
	await expect(visitor.page.locator('html')).toHaveAttribute('lang', 'es');
	await expect(visitor.page.getByRole('link', { name: texts('es').site_help }).first()).toBeVisible();

	const author = await forum.member('Carola');
	const member = await comes();
	await member.signsIn(author);
	await member.opens('/settings');
	await member.page.locator('select[name="locale"]').selectOption('he');
	await member.page.locator('#you').getByRole('button').first().click();
	await expect(member.page.locator('html')).toHaveAttribute('dir', 'rtl');
	await member.opens('/language');
	await member.page.getByRole('button', { name: 'English' }).click();
	await expect(member.page.locator('html')).toHaveAttribute('lang', 'en');
});
