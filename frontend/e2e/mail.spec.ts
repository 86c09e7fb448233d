import type { Page } from '@playwright/test';
import { unique } from './site/forum.js';
import { expect, forum, test } from './site/test.js';

const isNotice = (letter: { header(name: string): string }) => letter.header('list-id') !== '';

/** The row of the phone's list that a letter would be there. */
const inList = (page: Page) => page.getByRole('article', { name: 'About an answer' }).locator('.list');

test('she chooses how letters come, and sees one before and after', async ({ comes, scripted }) => {
	const member = await forum.member('Frauke');
	const person = await comes();
	await person.signsIn(member, '/settings');
	await person.page.getByRole('link', { name: 'Choose how letters come' }).click();
	const { page } = person;
	await expect(page).toHaveTitle('Notes');
	await expect(page.getByRole('radio', { name: /^Little/ })).toBeChecked();

	// E-31: a letter that says little says nothing of a person, a title or a word.
	const quiet = await inList(page).innerText();
	expect(quiet).not.toMatch(/Willow|awake/i);
	const frame = page.getByTitle('About an answer: As mail programs show it');
	await expect(frame).toHaveAttribute('sandbox', '');

	// A look at another choice changes nothing yet.
	await page.getByRole('radio', { name: /^The words/ }).check();
	await page.getByRole('button', { name: 'Show me such a letter first' }).click();
	await expect(page.getByText('As you have chosen now. It is not kept yet.')).toBeVisible();
	await expect(page.getByRole('radio', { name: /^The words/ })).toBeChecked();
	await expect(
		page
			.frameLocator(`iframe[title="About an answer: As mail programs show it"]`)
			.first()
			.getByText(/Willow/)
			.first(),
	).toBeVisible();
	await page.getByRole('article', { name: 'About an answer' }).getByText('As plain text').click();
	await expect(page.getByRole('article', { name: 'About an answer' }).locator('pre')).toContainText('Willow');
	const kept = async () => forum.call<Record<string, unknown>>('GET', '/me/mail', undefined, member.token);
	expect(await kept()).toMatchObject({ discreet: true, replies: 'at_once' });

	await page.getByRole('button', { name: 'Keep it like this' }).click();
	await expect(page.getByText('Kept. Letters that wait already follow it too.')).toBeVisible();
	expect(await kept()).toMatchObject({ discreet: false, with_text: true });

	// How often, and when they rest.
	await page.getByLabel('When somebody answers you').selectOption('daily');
	await page.getByLabel('In threads you follow').selectOption('weekly');
	await page.getByLabel('What else is new here').selectOption('weekly');
	await page.getByLabel('From', { exact: true }).fill('22:30');
	await page.getByLabel('Until', { exact: true }).fill('06:15');
	await expect(page.getByText('By the clock of London')).toBeVisible();
	await page.getByRole('button', { name: 'Keep changes' }).click();
	await expect(page.getByText('Kept. Letters that wait already follow it too.')).toBeVisible();
	// The words may still be those about the change before.
	await expect.poll(kept).toMatchObject({
		replies: 'daily',
		followed: 'weekly',
		digest: 'weekly',
		quiet_from: '22:30',
		quiet_to: '06:15',
		discreet: false,
	});
	await expect(page.getByRole('article', { name: 'What is gathered' })).toBeVisible();
	await expect(page.getByLabel('From', { exact: true })).toHaveValue('22:30');

	// Without quiet hours there are none, and the hours are out of sight.
	await page.getByRole('checkbox', { name: /^No letters at night/ }).uncheck();
	await expect(page.getByLabel('From', { exact: true })).toBeHidden();
	await page.getByRole('button', { name: 'Keep changes' }).click();
	await expect(page.getByText('Kept. Letters that wait already follow it too.')).toBeVisible();
	await expect.poll(kept).toMatchObject({ quiet_from: null, quiet_to: null });
	if (scripted) await expect(page).toHaveURL(/\/settings\/mail$/);
});

test('she pauses letters for a month, and goes on', async ({ comes }) => {
	const member = await forum.member('Gesine');
	const { page, signsIn, opens } = await comes();
	await signsIn(member, '/settings/mail');
	const until = await page.getByLabel('How long').locator('option', { hasText: 'For a month' }).innerText();
	const day = until.replace('For a month, until ', '');
	await page.getByLabel('How long').selectOption('month');
	await page.getByRole('button', { name: 'Pause letters' }).click();
	await expect(page.getByText(`Letters rest now, until ${day}.`)).toBeVisible();

	// E-63: nothing comes, and the page says why.
	const thread = await forum.thread(member);
	await forum.answer(await forum.member('Hulda'), thread.id, 'An answer in the pause.');
	await opens('/settings/mail');
	await expect(page.getByText(`Letters rest until ${day}.`).first()).toBeVisible();
	expect((await forum.letters()).filter((one) => one.to === member.email && isNotice(one))).toEqual([]);

	await page.getByRole('button', { name: 'Go on now' }).click();
	await expect(page.getByText('Letters come again.')).toBeVisible();
	await expect(page.getByLabel('How long')).toBeVisible();
});

// E-48, X-55
test('notices go to another address once the letter there was opened', async ({ comes, expects }) => {
	expects(/status of 422/);
	const member = await forum.member('Ilka');
	const other = `${unique()}@example.org`;
	const person = await comes();
	const { page } = person;
	await person.signsIn(member, '/settings/mail');
	await page.getByLabel('The other address').fill(other);
	await page.getByLabel('Your password').fill('not the one');
	await page.getByRole('button', { name: 'Send a letter to it' }).click();
	await expect(page.getByText('This is not your password.')).toBeVisible();
	await expect(page.getByLabel('The other address')).toHaveValue(other);
	await page.getByLabel('Your password').fill('a kettle and seven spoons');
	await page.getByRole('button', { name: 'Send a letter to it' }).click();
	await expect(page.getByText(`A letter is on its way to ${other}.`)).toBeVisible();
	await expect(page.getByText(`${other} waits`)).toBeVisible();

	const letter = await forum.letterTo(other, ({ text }) => text.includes('/letters/confirm/'));
	expect(letter.text).not.toContain(member.name);
	expect(letter.text).not.toContain(member.email);
	const link = letter.link('/letters/confirm/');
	// Looking proves nothing, and the token stays in no address bar.
	const anybody = await comes();
	await anybody.opens(link);
	await expect(anybody.page).toHaveURL(`${forum.site}/letters/confirm`);
	await person.opens('/settings/mail');
	await expect(page.getByText(`${other} waits`)).toBeVisible();
	await anybody.page.getByRole('button', { name: 'Confirm this address' }).click();
	await expect(anybody.page.getByRole('heading', { name: 'This address is confirmed' })).toBeVisible();

	await person.opens('/settings/mail');
	await expect(page.getByText(`Notices go to ${other}.`)).toBeVisible();
	const thread = await forum.thread(member);
	await forum.answer(await forum.member('Jutta'), thread.id, 'An answer for the other address.');
	await forum.letterTo(other, isNotice);
	expect((await forum.letters()).filter((one) => one.to === member.email && isNotice(one))).toEqual([]);

	await page.getByRole('button', { name: 'Take this address away' }).click();
	await expect(page.getByText('Notices go to your own address again.')).toBeVisible();
	await expect(page.getByText(`They go to ${member.email}`)).toBeVisible();

	const late = await comes();
	await late.opens(link);
	await late.page.getByRole('button', { name: 'Confirm this address' }).click();
	await expect(late.page.getByRole('heading', { name: 'This link is not good any more' })).toBeVisible();
});

test('a test letter comes when she asks for it', async ({ comes }) => {
	const member = await forum.member('Karla');
	const { page, signsIn } = await comes();
	await signsIn(member, '/settings/mail');
	await expect(page.getByText(`They go to ${member.email}, and arrive as far as we know.`)).toBeVisible();
	await page.getByRole('button', { name: 'Send me a test letter' }).click();
	await expect(page.getByText('A test letter is on its way.')).toBeVisible();
	const letter = await forum.letterTo(member.email, ({ text }) => text.includes('This letter reached you'));
	expect(letter.subject).not.toBe('');
});

// E-36
test('from a letter she mutes its thread, asks for fewer and stops all, without signing in', async ({
	comes,
}) => {
	const author = await forum.member('Lotte');
	const [thread, second] = [await forum.thread(author), await forum.thread(author)];
	const friend = await forum.member('Mina');
	await forum.answer(friend, thread.id, 'The first answer.');
	const letter = await forum.letterTo(author.email, isNotice);
	const link = letter.link('/letters/manage/');

	const person = await comes();
	const { page } = person;
	// Looking changes nothing, however often, and the token is gone from the address.
	for (let look = 0; look < 2; look += 1) {
		await person.opens(link);
		await expect(page).toHaveURL(`${forum.site}/letters/manage`);
		await expect(page.getByRole('heading', { name: 'Letters to you' })).toBeVisible();
	}
	await expect(page).toHaveTitle('Notes');
	await expect(page.getByText(author.name)).toHaveCount(0);
	await expect(page.getByText(thread.title)).toHaveCount(0);
	const kept = async () => forum.call<Record<string, unknown>>('GET', '/me/mail', undefined, author.token);
	expect(await kept()).toMatchObject({ replies: 'at_once', all_stopped: false });

	await page.getByRole('button', { name: 'Mute this thread' }).click();
	await expect(page.getByRole('status').getByText('This thread is muted.')).toBeVisible();
	await forum.answer(friend, thread.id, 'An answer in the muted thread.');
	await forum.answer(friend, second.id, 'An answer in the other thread.');
	const about = async () => (await forum.letters()).filter((one) => one.to === author.email && isNotice(one));
	await expect.poll(async () => (await about()).length).toBe(2);

	await page.getByLabel('When somebody answers you').selectOption('weekly');
	await page.getByRole('button', { name: 'Keep changes' }).click();
	await expect(page.getByText('Kept. It holds from now on')).toBeVisible();
	expect(await kept()).toMatchObject({ replies: 'weekly', all_stopped: false });

	await page.getByRole('button', { name: 'Stop all letters' }).click();
	await expect(page.getByRole('status').getByText('No more letters will come.')).toBeVisible();
	expect(await kept()).toMatchObject({ all_stopped: true });
	await page.getByRole('button', { name: 'Let letters come again' }).click();
	await expect(page.getByText('Letters come again, as they did before.')).toBeVisible();
	expect(await kept()).toMatchObject({ replies: 'weekly', all_stopped: false });
	expect(await about()).toHaveLength(2);
});

test('a wrong link is answered as a right one, and changes nothing', async ({ comes }) => {
	const person = await comes();
	await person.opens('/letters/manage/AbCdEfGhIjKlMnOpQrStUvWxYz');
	await expect(person.page.getByRole('heading', { name: 'Letters to you' })).toBeVisible();
	await person.page.getByRole('button', { name: 'Mute this thread' }).click();
	await expect(person.page.getByRole('status').getByText('This thread is muted.')).toBeVisible();
	await person.page.getByRole('button', { name: 'Stop all letters' }).click();
	await expect(person.page.getByRole('status').getByText('No more letters will come.')).toBeVisible();
});

// E-63
test('why a letter did not come stands on a page of hers', async ({ comes }) => {
	const author = await forum.member('Nele');
	const { page, signsIn, opens } = await comes();
	await signsIn(author, '/settings/letters');
	await expect(page.getByRole('heading', { name: 'Why didn’t I get it?' })).toBeVisible();
	const thread = await forum.thread(author);
	const friend = await forum.member('Oda');
	await forum.answer(friend, thread.id, 'An answer that comes by letter.');
	await forum.letterTo(author.email, isNotice);
	await forum.call('PATCH', '/me/mail', { replies: 'off' }, author.token);
	await forum.answer(friend, thread.id, 'An answer that does not.');
	await expect
		.poll(async () => {
			await opens('/settings/letters');
			return page.getByText('It was not sent. You have chosen not to get letters of this kind.').count();
		})
		.toBe(1);
	await expect(page.getByText('It was sent.').first()).toBeVisible();
	await expect(page.getByText(thread.title)).toHaveCount(0);
	await page.getByRole('link', { name: 'to the thread' }).first().click();
	await expect(page.getByText('An answer that does not.')).toBeVisible();
});

test('an admin copies the records, asks the DNS and lifts a stop', async ({ comes, expects }) => {
	expects(/status of 4(03|22)/);
	const admin = await forum.admin('Paulina');
	const person = await comes();
	const { page } = person;
	await person.signsIn(admin, '/moderation');
	await page.getByRole('link', { name: 'Mail', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Mail', exact: true })).toBeVisible();
	await page.waitForLoadState('networkidle');
	await expect(page.getByText('v=spf1').first()).toBeVisible();
	await expect(page.getByText('v=DMARC1').first()).toBeVisible();
	await page.getByRole('button', { name: 'Ask the DNS now' }).click();
	await expect(
		page
			.getByText(
				/It stands there\.|Nothing stands there yet\.|Something else stands there\.|The DNS did not answer/,
			)
			.first(),
	).toBeVisible();

	// E-64: letters of the stories so far, as a chart with its table behind it.
	await expect(page.getByRole('img', { name: 'Letters by day and by what became of them' })).toBeVisible();
	await page.getByText('The same as a table').click();
	await expect(page.getByRole('columnheader', { name: 'sent' })).toBeVisible();

	// E-27
	await page.getByLabel('Mail address').fill(`${unique()}@example.org`);
	await page.getByLabel('The reason').fill('She asked for it and has a new mailbox.');
	await page.getByRole('button', { name: 'Write there again' }).click();
	await expect(page.getByText('If letters to this address were stopped, they come again.')).toBeVisible();

	// Moderators have neither the link nor the page.
	const other = await comes();
	await other.signsIn(await forum.moderator('Quirina'), '/moderation');
	await expect(other.page.getByRole('link', { name: 'Mail', exact: true })).toHaveCount(0);
	await other.opens('/moderation/mail');
	await expect(other.page.getByText('This page is not open to you.')).toBeVisible();
});
