import { unique } from './site/forum.js';
import { expect, forum, test } from './site/test.js';

test('somebody without an account tells of a post, a moderator decides, and she reads what came of it', async ({
	comes,
	expects,
}) => {
	expects(/422/);
	const [writer, moderator] = [await forum.member('Wanda'), await forum.moderator('Mira')];
	const thread = await forum.thread(writer);
	const email = `${unique()}@example.org`;

	// L-01: from the foot of a page, without an account and without script.
	const teller = await comes();
	await teller.opens('/guidelines');
	await teller.page.getByRole('link', { name: 'Tell us of something illegal' }).first().click();
	await teller.page.getByLabel('What is it?').selectOption('privacy');
	await teller.page.getByLabel('Where is it?').fill(`${forum.site}/t/${thread.id}`);
	await teller.page.getByLabel('Why is it against the law?').fill('It says where I live.');
	await teller.page.getByLabel('I believe in good faith').check();
	await teller.page.getByRole('button', { name: 'Send it' }).click();
	// What is missing stands beside its field, and nothing that was typed is lost.
	await expect(teller.page.getByLabel('Why is it against the law?')).toHaveValue('It says where I live.');
	await expect(teller.page.getByText('Please choose a name others will see.')).toBeVisible();
	await teller.page.getByLabel('Your name').fill('Tilda');
	await teller.page.getByLabel('Your mail address').fill(email);
	await teller.page.getByLabel('I believe in good faith').check();
	await teller.page.getByRole('button', { name: 'Send it' }).click();
	await expect(teller.page.getByRole('heading', { name: 'Thank you. It has come.' })).toBeVisible();

	// L-03
	const receipt = await forum.letterTo(email, ({ text }) => text.includes('/notice/'));
	await teller.opens(receipt.link('/notice/'));
	await expect(teller.page.getByText('A person has not decided yet.')).toBeVisible();

	const cases = await forum.call<{ items: { id: string; thread: string; marks: string[] }[] }>(
		'GET',
		'/moderation/cases?limit=100',
		undefined,
		moderator.token,
	);
	const found = cases.items.find((one) => one.thread === thread.id);
	expect(found?.marks).toContain('notice');
	const desk = await comes();
	await desk.signsIn(moderator);
	await desk.opens(`/moderation/${found?.id}`);
	await expect(desk.page.getByText('It says where I live.')).toBeVisible();
	await expect(desk.page.getByText('Tilda')).toHaveCount(0);
	await forum.call('POST', `/moderation/cases/${found?.id}/claim`, {}, moderator.token);
	await forum.call(
		'POST',
		`/moderation/cases/${found?.id}/decision`,
		{ action: 'remove', rule: 'privacy', facts: 'An address.', message: 'Please leave it out.' },
		moderator.token,
	);

	// L-07
	const decided = await forum.letterTo(email, ({ text }) => text.includes('has been removed'));
	await teller.opens(decided.link('/notice/'));
	await expect(teller.page.getByText('It was removed.')).toBeVisible();
	await expect(teller.page.getByText('If you see it differently')).toBeVisible();
});

test('what is about no post waits above the queue; who told it is shown for a reason', async ({ comes }) => {
	const moderator = await forum.moderator('Nele');
	const explanation = `A shop called ${unique()}`;
	const told = await forum.call<{ reference: string }>('POST', '/notices', {
		category: 'fraud',
		explanation,
		urls: ['https://elsewhere.example.org/shop'],
		name: 'Tomke',
		email: `${unique()}@example.org`,
		good_faith: true,
	});
	const desk = await comes();
	await desk.signsIn(moderator);
	await desk.opens('/moderation');
	await desk.page.getByRole('link', { name: new RegExp(told.reference) }).click();
	await expect(desk.page.getByText(explanation)).toBeVisible();
	await expect(desk.page.getByText('Tomke')).toHaveCount(0);
	await desk.page.getByLabel('Why do you need it?').fill('To ask which page it was.');
	await desk.page.getByRole('button', { name: 'Show it' }).click();
	await expect(desk.page.getByText('Tomke')).toBeVisible();
	await desk.page.getByLabel('What we answer, and why').fill('That shop is not ours.');
	await desk.page.getByRole('button', { name: 'Answer and close' }).click();
	await expect(desk.page.getByText('That shop is not ours.')).toBeVisible();
});
