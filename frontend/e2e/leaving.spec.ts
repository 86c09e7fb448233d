import type { Page } from '@playwright/test';
import { expect, forum, looksFor, place, test, type Person } from './site/test.js';

const weather = (page: Page) => page.getByRole('heading', { name: 'Weather for tomorrow' });

async function leaves({ page }: Person): Promise<void> {
	await place(page, 'Leave').click();
	await page.waitForURL(forum.away);
}

/** The neutral blank: the site's name in the tab and on one button, and not a word more. */
async function isBlank({ page }: Person): Promise<void> {
	await expect(page).toHaveTitle('Notes');
	expect((await page.locator('body').innerText()).trim()).toBe('Notes');
	await expect(page.getByRole('button', { name: 'Notes' })).toHaveCount(1);
	await expect(page.locator('a, script, link:not([rel=icon])')).toHaveCount(0);
}

// S-18, S-19
test('Leave is the first thing on every page, errors too, and leads away', async ({
	comes,
	expects,
	scripted,
}) => {
	expects(/status of 404/);
	const member = await forum.member('Rosa');
	const thread = await forum.thread(member);
	const person = await comes();
	await person.signsIn(member);
	for (const path of [
		'/',
		`/t/${thread.id}`,
		'/help',
		'/safety',
		'/settings',
		'/nowhere',
		'/t/11111111112',
	]) {
		await person.opens(path);
		const leave = place(person.page, 'Leave');
		await expect(leave).toHaveAttribute('rel', 'noreferrer');
		await expect(leave).toHaveAttribute('href', '/leave');
		if (scripted) {
			await person.page.keyboard.press('Tab');
			await expect(leave).toBeFocused();
			await person.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
			await expect(leave).toBeInViewport();
		}
	}
	await leaves(person);
	await expect(weather(person.page)).toBeVisible();
});

// S-18, A-36: what Chromium shows by Back, with and without script.
test('Back answers a neutral blank, and one tap on it comes back', async ({ comes, scripted }) => {
	const member = await forum.member('Klara');
	const thread = await forum.thread(member, { audience: 'members' });
	const person = await comes();
	const { page } = person;
	await person.signsIn(member);
	await page.getByRole('link', { name: 'Help now' }).first().click();
	await page.goto(`/t/${thread.id}`);
	const before = await page.evaluate(() => history.length);
	await leaves(person);
	// With script the thread's own place in the history is taken; without, the link adds one.
	expect(await page.evaluate(() => history.length)).toBe(scripted ? before : before + 1);

	await page.goBack();
	await isBlank(person);
	expect(new URL(page.url()).pathname).toBe(scripted ? '/help' : `/t/${thread.id}`);
	await page.reload();
	await isBlank(person);
	const again = await page.goto('/nowhere');
	expect(again?.status()).toBe(200);
	expect(again?.headers()['cache-control']).toBe('private, no-store');
	await isBlank(person);
	expect(await page.evaluate(() => [document.cookie, localStorage.length].join())).not.toContain('away');

	await page.goBack();
	await page.getByRole('button', { name: 'Notes' }).click();
	await expect(place(page, 'Me')).toBeVisible();
	await person.opens('/me');
	await expect(page.getByRole('heading', { name: member.name })).toBeVisible();
});

test('the blank of a page reached inside the site leads to the front page, not back to it', async ({
	comes,
}) => {
	const thread = await forum.thread(await forum.member('Olga'));
	const person = await comes();
	await (await looksFor(person.page, thread.title)).click();
	await person.page.getByRole('link', { name: 'Safety at home' }).filter({ visible: true }).first().click();
	await expect(person.page.getByRole('heading', { name: 'Safety at home' })).toBeVisible();
	await leaves(person);
	await person.page.goBack();
	await isBlank(person);
	await person.page.getByRole('button', { name: 'Notes' }).click();
	await expect(person.page).toHaveURL(`${forum.site}/`);
});

test('a letter opened within the half hour works after one tap', async ({ comes }) => {
	const member = await forum.member('Wilma');
	const thread = await forum.thread(member);
	await forum.call('POST', '/sessions/links', { email: member.email });
	const letter = await forum.letterTo(member.email, ({ text }) => text.includes('/sign-in/link?token='));
	const person = await comes();
	await person.opens('/');
	await leaves(person);
	await person.opens(letter.link('/sign-in/link?token='));
	await isBlank(person);
	expect(person.page.url()).not.toContain('token');
	await person.page.getByRole('button', { name: 'Notes' }).click();
	await person.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
	await person.page.waitForURL(`${forum.site}/`);
	await leaves(person);
	await person.opens(`/t/${thread.id}`);
	await isBlank(person);
	await person.page.getByRole('button', { name: 'Notes' }).click();
	await expect(person.page.getByRole('heading', { name: thread.title })).toBeVisible();
});

test.describe('with script', () => {
	test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'without it there is a link');

	test('it takes less than a second', async ({ comes }) => {
		const thread = await forum.thread(await forum.member('Lina'));
		const person = await comes();
		// The best of three: a busy machine may keep one of them waiting.
		const times: number[] = [];
		for (let round = 0; round < 3; round += 1) {
			await person.page.goto(`/t/${thread.id}`, { waitUntil: 'networkidle' });
			const before = Date.now();
			await leaves(person);
			times.push(Date.now() - before);
			await person.page.goto('/');
			await person.page.getByRole('button', { name: 'Notes' }).click();
		}
		expect(Math.min(...times)).toBeLessThan(1000);
	});

	test('Shift three times does the same, on pages of every kind', async ({ comes, expects, isMobile }) => {
		test.skip(isMobile, 'this needs a keyboard');
		expects(/status of 404/);
		const member = await forum.member('Jana');
		const person = await comes();
		await person.signsIn(member);
		for (const path of ['/', '/settings', '/nowhere', '/write']) {
			await person.page.goto(path, { waitUntil: 'networkidle' });
			if (path === '/write') await person.page.getByLabel('What would you like to say?').focus();
			for (let pressed = 0; pressed < 3; pressed += 1) await person.page.keyboard.press('Shift');
			await person.page.waitForURL(forum.away);
			await person.page.goto('/');
			await person.page.getByRole('button', { name: 'Notes' }).click();
		}
		// Capitals are no hurry.
		await person.page.goto('/write', { waitUntil: 'networkidle' });
		await person.page.getByLabel('What would you like to say?').focus();
		for (const letter of 'ABCD') await person.page.keyboard.press(`Shift+${letter}`);
		await expect(person.page).toHaveURL(/\/write$/);
	});

	test('it blanks before anything is asked for, and stays blank without a network', async ({
		comes,
		expects,
	}) => {
		expects(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
		const thread = await forum.thread(await forum.member('Tilda'));
		const person = await comes();
		const { page, context } = person;
		await page.goto('/');
		await page.goto(`/t/${thread.id}`, { waitUntil: 'networkidle' });
		await page.evaluate(() => sessionStorage.setItem('other', 'x'));
		const before = await page.evaluate(() => history.length);
		await context.setOffline(true);
		// In the very turn of the click: nothing of it is in the document any more.
		const left = await page.evaluate(() => {
			document.querySelector<HTMLElement>('a.leave')?.click();
			return { html: document.documentElement.innerText.trim(), title: document.title };
		});
		expect(left).toEqual({ html: '', title: 'Notes' });
		await page.waitForTimeout(1200);
		expect(await page.evaluate(() => document.body.innerHTML)).toBe('');
		expect(new URL(page.url()).pathname).toBe('/leave');
		expect(await page.evaluate(() => history.length)).toBe(before);
		expect(await page.evaluate(() => ({ ...sessionStorage }))).toEqual({ left: '1' });

		await context.setOffline(false);
		await page.waitForURL(forum.away);
		await page.goBack();
		await isBlank(person);
	});

	test('what is left in one tab is left in all', async ({ comes }) => {
		const thread = await forum.thread(await forum.member('Ronja'));
		const person = await comes();
		await person.page.goto('/', { waitUntil: 'networkidle' });
		const other = await person.context.newPage();
		await other.goto(`/t/${thread.id}`, { waitUntil: 'networkidle' });
		await leaves(person);
		await other.waitForURL(forum.away);
		await other.goBack().catch(() => null);
		await expect(other.getByText(thread.title)).toHaveCount(0);
	});

	test('nothing that was under way comes after the blank', async ({ comes }) => {
		const member = await forum.member('Gerda');
		const thread = await forum.thread(member);
		const person = await comes();
		const { page } = person;
		await person.signsIn(member);
		// A link that is slow to open, and an answer that is slow to be taken.
		const slow = async (path: string) =>
			page.route(path, async (route) => {
				await new Promise((later) => setTimeout(later, 600));
				await route.continue().catch(() => undefined);
			});
		await page.goto('/', { waitUntil: 'networkidle' });
		await slow('**/help');
		await page.getByRole('link', { name: 'Help now' }).first().click({ noWaitAfter: true });
		await leaves(person);
		await page.waitForTimeout(900);
		await expect(weather(page)).toBeVisible();

		await page.goto(`/t/${thread.id}`);
		await page.getByRole('button', { name: 'Notes' }).click();
		await page.waitForLoadState('networkidle');
		await slow('**/t/*');
		await page.getByLabel('Your answer').fill('Sent, and then I had to go.');
		await page.getByRole('button', { name: /^Answer as/ }).click({ noWaitAfter: true });
		await leaves(person);
		await page.waitForTimeout(900);
		await expect(weather(page)).toBeVisible();
	});

	test('words that were just typed are kept, on the server', async ({ comes }) => {
		const member = await forum.member('Frieda');
		const person = await comes();
		await person.signsIn(member);
		await person.page.goto('/write', { waitUntil: 'networkidle' });
		await person.page.getByLabel('What would you like to say?').fill('He came in while I wrote this.');
		await leaves(person);
		await expect(async () => {
			const draft = await forum.call<{ body: string }>('GET', '/drafts/new', undefined, member.token);
			expect(draft.body).toBe('He came in while I wrote this.');
		}).toPass();
	});
});

test('whoever leaves is still signed in when she comes again', async ({ comes }) => {
	const member = await forum.member('Mina');
	const person = await comes();
	await person.signsIn(member);
	await leaves(person);
	await person.opens('/me');
	await person.page.getByRole('button', { name: 'Notes' }).click();
	await expect(person.page.getByRole('heading', { name: member.name })).toBeVisible();
});

/** Whether the session behind these cookies is gone on the server too, not only in this browser. */
async function sessionsOf(token: string): Promise<number> {
	const list = await forum.call<{ items: unknown[] }>('GET', '/sessions', undefined, token);
	return list.items.length;
}

test('on a shared device Leave signs out, here and on the server', async ({ comes }) => {
	const member = await forum.member('Nelly');
	const person = await comes();
	await person.opens('/sign-in');
	const form = person.page.locator('form').filter({ has: person.page.getByLabel('Password') });
	await form.getByLabel('Mail address').fill(member.email);
	await form.getByLabel('Password').fill('a kettle and seven spoons');
	await form.getByLabel('This device is shared').check();
	await form.getByRole('button', { name: 'Sign in' }).click();
	await person.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
	const kept = (await person.context.cookies()).filter(({ expires }) => expires > 0);
	expect(kept.map(({ name }) => name)).toEqual(['__Host-access']);
	expect(await sessionsOf(member.token)).toBe(2);
	await leaves(person);
	expect((await person.context.cookies(forum.site)).map(({ name }) => name)).toEqual(['__Host-away']);
	await expect.poll(() => sessionsOf(member.token)).toBe(1);
	await person.opens('/me');
	await person.page.getByRole('button', { name: 'Notes' }).click();
	await expect(person.page).toHaveURL(/\/sign-in/);
});

test('Leave also signs out where she chose so', async ({ comes }) => {
	const member = await forum.member('Nora');
	const person = await comes();
	await person.signsIn(member, '/settings');
	await person.page.getByLabel('Leave also signs me out, on this device').check();
	await person.page.locator('#home').getByRole('button', { name: 'Keep changes' }).click();
	await expect(person.page.locator('#home').getByText('Kept.')).toBeVisible();
	await expect(person.page.getByLabel('Leave also signs me out, on this device')).toBeChecked();
	await leaves(person);
	await expect.poll(() => sessionsOf(member.token)).toBe(1);
	await person.opens('/notices');
	await person.page.getByRole('button', { name: 'Notes' }).click();
	await expect(person.page).toHaveURL(/\/sign-in/);
});

test('nobody else’s page and no browser that looks ahead can leave for her', async () => {
	for (const [name, value] of [
		['sec-fetch-site', 'cross-site'],
		['sec-purpose', 'prefetch'],
	] as const) {
		const answer = await fetch(`${forum.site}/leave`, { headers: { [name]: value }, redirect: 'manual' });
		expect(answer.status).toBe(303);
		expect(answer.headers.get('set-cookie')).toBeNull();
	}
});

// Chromium may keep whole pages in memory for Back, also those that are never stored; Playwright turns that off.
test('Back shows nothing from the memory of the browser either', async ({
	playwright,
	launchOptions,
	javaScriptEnabled,
}) => {
	const thread = await forum.thread(await forum.member('Hedda'));
	const browser = await playwright.chromium.launch({
		...launchOptions,
		ignoreDefaultArgs: ['--disable-back-forward-cache'],
	});
	try {
		const page = await browser.newPage({ baseURL: forum.site, javaScriptEnabled });
		await page.goto('/');
		await page.goto(`/t/${thread.id}`);
		await page.getByRole('link', { name: 'Leave' }).click();
		await page.waitForURL(forum.away);
		for (let back = 0; back < 2; back += 1) {
			await page.goBack().catch(() => null);
			await expect(page.getByText('Hard days')).toHaveCount(0);
			await expect(page.getByText(thread.title)).toHaveCount(0);
		}
	} finally {
		await browser.close();
	}
});
