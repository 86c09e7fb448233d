import { readFile } from 'node:fs/promises';
import { unique } from './site/forum.js';
import { expect, forum, post, test } from './site/test.js';

test('she takes everything with her', async ({ comes }) => {
	const member = await forum.member('Wanda');
	const other = await forum.member('Xenia');
	const thread = await forum.thread(member);
	await forum.answer(other, thread.id, 'Mine was green, said somebody else.');
	const person = await comes();
	await person.signsIn(member, '/settings');
	await person.page.getByRole('link', { name: 'Your data' }).click();
	const coming = person.page.waitForEvent('download');
	await person.page.getByRole('link', { name: 'Take everything with you' }).click();
	const download = await coming;
	expect(download.suggestedFilename()).toBe('export.json');
	const all = JSON.parse(await readFile(await download.path(), 'utf8')) as {
		profile: { email: string };
		threads: { title: string }[];
		posts: { voice: { kind: string } }[];
	};
	expect(all.profile.email).toBe(member.email);
	expect(all.threads.map(({ title }) => title)).toEqual([thread.title]);
	expect(all.posts.map(({ voice }) => voice.kind)).toEqual(['alias']);
	expect(JSON.stringify(all)).not.toContain(other.name);
	expect(JSON.stringify(all)).not.toContain('Mine was green');
});

test('a visitor is asked to sign in first', async ({ comes }) => {
	const person = await comes();
	for (const path of ['/settings/export', '/settings/leave-for-good']) {
		await person.opens(path);
		await expect(person.page).toHaveURL(/\/sign-in/);
	}
});

test('she leaves for good, and her name with her', async ({ comes, isMobile, scripted }) => {
	const member = await forum.member('Yvonne');
	const other = await forum.member('Zoe');
	const thread = await forum.thread(other);
	const { number } = await forum.answer(member, thread.id, `My words, ${unique()}`);
	const person = await comes();
	await person.signsIn(member, '/settings');
	await person.page.getByRole('link', { name: 'Leave for good' }).click();
	await expect(person.page.getByRole('heading', { name: 'Leave for good' })).toBeVisible();
	if (process.env.E2E_SHOTS && scripted) {
		await person.page.screenshot({
			path: `${process.env.E2E_SHOTS}/leave-${isMobile ? 'phone' : 'wide'}.png`,
			fullPage: true,
		});
	}

	// Whoever misses a choice is told by the browser, and by the server where the browser is not asked.
	await person.page.getByLabel('Let my words stay, without my name').check();
	await person.page.getByLabel('Delete my account. I know that this cannot be undone.').check();
	const left = person.page.waitForResponse((response) => response.request().method() === 'POST');
	await person.page.getByRole('button', { name: 'Leave for good' }).click();
	expect((await (await left).allHeaders())['clear-site-data']).toContain('"cookies"');
	await expect(person.page).toHaveURL(/\/erasure\/[1-9A-HJ-NP-Za-km-z]{20,}$/);
	await expect(
		person.page.getByRole('heading', { name: /Your account is gone|Everything is forgotten/ }),
	).toBeVisible();
	const code = (await person.page.locator('code').textContent()) ?? '';
	const letter = await forum.letterTo(member.email, ({ text }) => text.includes('/erasure/'));
	expect(letter.text).toContain(`/erasure/${code}`);

	await person.opens('/settings');
	await expect(person.page).toHaveURL(/\/sign-in/);
	await expect(async () => {
		await person.opens(`/t/${thread.id}`);
		await expect(post(person.page, number).getByText('Someone')).toBeVisible({ timeout: 1_000 });
	}).toPass();
	await expect(person.page.getByText('My words,')).toBeVisible();
	await expect(person.page.getByText(member.name)).toHaveCount(0);

	// Nothing of hers was hidden, so nothing is left to forget; anybody with the code sees it.
	const reader = await comes();
	await reader.opens(`/erasure/${code}`);
	await expect(reader.page.getByRole('heading', { name: 'Everything is forgotten' })).toBeVisible();
	if (process.env.E2E_SHOTS && scripted) {
		await reader.page.screenshot({
			path: `${process.env.E2E_SHOTS}/erasure-${isMobile ? 'phone' : 'wide'}.png`,
			fullPage: true,
		});
	}
});

test('what is missing is asked for, and what was chosen stays', async ({ comes, expects }) => {
	expects(/status of 422/);
	const member = await forum.member('Ulla');
	const person = await comes();
	await person.signsIn(member, '/settings/leave-for-good');
	await person.page.getByLabel('Delete my words').check();
	// As a browser sends it that does not check by itself.
	await person.page.locator('main form').evaluate((form: HTMLFormElement) => (form.noValidate = true));
	await person.page.getByRole('button', { name: 'Leave for good' }).click();
	await expect(person.page.getByText('Please tick this box')).toBeVisible();
	await expect(person.page.getByLabel('Delete my words')).toBeChecked();
	await person.page.getByRole('link', { name: 'Stay', exact: true }).click();
	await expect(person.page.getByRole('heading', { name: 'Your data' })).toBeVisible();
});
