import { expect, forum, place, test } from './site/test.js';

test('Leave is on every page and leads away from here', async ({ comes }) => {
	const thread = await forum.thread(await forum.member('Rosa'));
	const person = await comes();
	for (const path of ['/', `/t/${thread.id}`, '/help', '/sign-in']) {
		await person.opens(path);
		await place(person.page, 'Leave').click();
		await person.page.waitForURL(forum.away);
		await expect(person.page.getByRole('heading', { name: 'Weather for tomorrow' })).toBeVisible();
	}
});

test('Back does not return, and it takes less than a second', async ({ comes, scripted }) => {
	test.skip(!scripted, 'without script the browser keeps its own history');
	const thread = await forum.thread(await forum.member('Klara'));
	const person = await comes();
	// The best of three: a busy machine may keep one of them waiting.
	const times: number[] = [];
	for (let round = 0; round < 3; round += 1) {
		await person.page.goto('/', { waitUntil: 'networkidle' });
		await person.page.goto(`/t/${thread.id}`, { waitUntil: 'networkidle' });
		const before = Date.now();
		await place(person.page, 'Leave').click();
		await person.page.waitForURL(forum.away);
		times.push(Date.now() - before);
	}
	expect(Math.min(...times)).toBeLessThan(1000);
	await person.page.goBack().catch(() => null);
	await person.page.waitForURL(forum.away);
	await expect(person.page.getByText(thread.title)).toHaveCount(0);
});

test('Shift three times does the same', async ({ comes, scripted, isMobile }) => {
	test.skip(!scripted || isMobile, 'this needs script and a keyboard');
	const person = await comes();
	await person.page.goto('/', { waitUntil: 'networkidle' });
	for (let pressed = 0; pressed < 3; pressed += 1) await person.page.keyboard.press('Shift');
	await person.page.waitForURL(forum.away);
});

test('whoever leaves is still signed in when she comes again', async ({ comes }) => {
	const member = await forum.member('Mina');
	const person = await comes();
	await person.signsIn(member);
	await place(person.page, 'Leave').click();
	await person.page.waitForURL(forum.away);
	await person.opens('/me');
	await expect(person.page.getByRole('heading', { name: member.name })).toBeVisible();
});
