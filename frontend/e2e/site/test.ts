import {
	test as base,
	expect,
	type Browser,
	type BrowserContext,
	type Locator,
	type Page,
} from '@playwright/test';
import { forum, passphrase, type Member } from './forum.js';

/** Somebody at a browser of her own: nothing of it is shared with the others in a story. */
export interface Person {
	page: Page;
	context: BrowserContext;
	/** Opens a path of the site. */
	opens(path: string): Promise<void>;
	signsIn(member: Member, next?: string): Promise<void>;
}

interface Fixtures {
	/** Lets somebody come to a browser, which speaks British English if nothing else is said (BCP 47). */
	comes: (locale?: string) => Promise<Person>;
	/** Says what a browser may complain about in this story; anything else fails it. */
	expects: (complaint: RegExp) => void;
	/** Whether the pages run script in this project. */
	scripted: boolean;
}

export const test = base.extend<Fixtures & { quiet: { said: string[]; allowed: RegExp[] } }>({
	// Violations of the Content-Security-Policy, failed requests and thrown errors all come as such lines.
	// eslint-disable-next-line no-empty-pattern -- Playwright wants a pattern here, also where nothing is needed
	quiet: async ({}, use) => {
		const quiet = { said: [] as string[], allowed: [] as RegExp[] };
		await use(quiet);
		const loud = quiet.said.filter((line) => !quiet.allowed.some((one) => one.test(line)));
		expect(loud, 'what the browser complained about').toEqual([]);
	},

	expects: async ({ quiet }, use) => {
		await use((complaint) => void quiet.allowed.push(complaint));
	},

	scripted: async ({ javaScriptEnabled }, use) => {
		await use(javaScriptEnabled !== false);
	},

	comes: async ({ browser, quiet }, use) => {
		const people: Person[] = [];
		await use(async (locale) => {
			const person = await atABrowser(browser, quiet.said, locale);
			people.push(person);
			return person;
		});
		for (const { context } of people) await context.close();
	},
});

async function atABrowser(browser: Browser, said: string[], locale?: string): Promise<Person> {
	const context = await browser.newContext({ baseURL: forum.site, ...(locale ? { locale } : {}) });
	const page = await context.newPage();
	context.on('console', (message) => {
		if (message.type() !== 'error' && message.type() !== 'warning') return;
		said.push(`${new URL(message.page()?.url() ?? 'about:blank').pathname}: ${message.text()}`);
	});
	context.on('weberror', (failure) => said.push(`thrown: ${failure.error().message}`));
	return {
		page,
		context,
		async opens(path) {
			await page.goto(path);
			await isAwake(page);
		},
		async signsIn(member, next) {
			await page.goto(`/sign-in${next ? `?next=${encodeURIComponent(next)}` : ''}`);
			const form = page.locator('form').filter({ has: page.getByLabel('Password') });
			await form.getByLabel('Mail address').fill(member.email);
			await form.getByLabel('Password').fill(passphrase);
			await form.getByRole('button', { name: 'Sign in' }).click();
			await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
			await isAwake(page);
		},
	};
}

/** Waits until a page that brings its own script has woken up: what a machine types before that may be set back. */
async function isAwake(page: Page): Promise<void> {
	if (/^\/(settings|moderation)/.test(new URL(page.url()).pathname))
		await page.waitForLoadState('networkidle');
}

/** A post of a thread, by its number. */
export function post(page: Page, number: number) {
	return page.locator(`#n${number}`);
}

/** The link of the main navigation with this name that is in sight: above on wide screens, below on a phone. */
export function place(page: Page, name: string) {
	return page.getByRole('link', { name, exact: true }).filter({ visible: true }).first();
}

/**
 * Opens the list of new threads, and its further pages until a title is there or there are no more: within a quarter of an
 * hour the order says nothing, and the stories open many threads.
 */
export async function looksFor(page: Page, title: string) {
	return looksThrough(page, page.getByRole('main').getByText(title));
}

/** The same for what is known by something else than its title. */
export async function looksThrough(page: Page, found: Locator) {
	await page.goto('/?order=new');
	while ((await found.count()) === 0) {
		const more = page.getByRole('link', { name: 'Show more' });
		if ((await more.count()) === 0) break;
		await page.goto((await more.getAttribute('href')) ?? '/');
	}
	return found;
}

export { expect, forum, passphrase };
