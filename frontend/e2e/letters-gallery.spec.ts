import { AxeBuilder } from '@axe-core/playwright';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from './site/test.js';

// E-34: every letter in every language, as a mail program on a phone would show it.
test.describe('every letter in every language', () => {
	test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the same letters, and axe is a script');
	test.skip(({ isMobile }) => !isMobile, 'a letter is one column, 600 pixels wide at most');

	const folder = mkdtempSync(join(tmpdir(), 'goodenough-letters-'));
	test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

	for (const colorScheme of ['light', 'dark'] as const) {
		test(`is readable at 390 pixels, ${colorScheme}, and asks for nothing`, async ({ page }) => {
			test.setTimeout(300_000);
			const program = resolve(process.env.GOODENOUGH_BIN ?? '../target/debug/goodenough');
			execFileSync(program, ['letters', '--folder', folder], {
				cwd: folder,
				env: { PATH: process.env.PATH },
			});
			const letters = readdirSync(folder).filter((name) => name.endsWith('.html') && name !== 'index.html');
			expect(letters.length).toBeGreaterThan(150);

			const asked: string[] = [];
			page.on('request', (request) => asked.push(request.url()));
			await page.emulateMedia({ colorScheme });
			for (const name of letters) {
				const address = pathToFileURL(join(folder, name)).href;
				await page.goto(address);
				const seen = await page.evaluate(() => ({
					wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
					ground: getComputedStyle(document.body).backgroundColor,
					start: getComputedStyle(document.querySelector('p')!).direction,
					button: document.querySelector('.button')?.getBoundingClientRect().height ?? 44,
				}));
				expect(seen.wide, `${name}: nothing sticks out`).toBe(0);
				expect(seen.ground, name).toBe(colorScheme === 'dark' ? 'rgb(23, 19, 16)' : 'rgb(250, 246, 240)');
				expect(seen.button, `${name}: a button for a thumb`).toBeGreaterThanOrEqual(44);
				// The dark colours are those of the one frame, whatever the language.
				if (colorScheme === 'dark' && !/[.-]en\.html$/.test(name)) continue;
				const { violations } = await new AxeBuilder({ page })
					.disableRules(['region', 'landmark-one-main', 'page-has-heading-one'])
					.analyze();
				expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
			}
			expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
			expect(asked.length, 'one request a letter').toBe(letters.length);
		});
	}
});
