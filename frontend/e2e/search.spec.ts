import { unique } from './site/forum.js';
import { expect, forum, test } from './site/test.js';

test('without an account somebody finds others who feel the same, and nothing of it stands in an address', async ({
	comes,
}) => {
	const [writer, other] = [await forum.member('Frieda'), await forum.member('Malin')];
	const word = unique();
	const { id } = await forum.thread(writer, {
		title: `The first Monday of ${word}`,
		body: `Back at work and she ${word} all the way to the nursery gate. I feel guilty.`,
	});
	await forum.answer(other, id, `Mine did that for weeks. What helped was the yellow ${word}boat.`);
	await forum.indexed(`${word}boat`);

	const person = await comes();
	await person.opens('/');
	await person.page.getByRole('link', { name: 'Search' }).first().click();
	await expect(person.page.getByRole('heading', { name: 'Others feel the same' })).toBeVisible();
	await person.page.getByLabel('What is on your mind?').fill(`nurseries ${word}`);
	await person.page.getByRole('button', { name: 'Find' }).click();
	await expect(person.page.getByRole('link', { name: `The first Monday of ${word}` })).toBeVisible();
	await expect(person.page.locator('mark').first()).toHaveText(/nursery|o/);
	expect(person.page.url()).not.toContain(word);
	// What stands in an answer is found, and the link leads there.
	await person.page.getByLabel('What is on your mind?').fill(`${word}boat`);
	await person.page.getByRole('button', { name: 'Find' }).click();
	await person.page.getByRole('link', { name: `yellow ${word}boat` }).click();
	await expect(person.page.getByText(`the yellow ${word}boat`)).toBeVisible();
	// One tap, no typing.
	await person.opens('/search');
	await person.page.getByRole('button', { name: 'guilty about going back to work' }).click();
	await expect(person.page.getByRole('link', { name: `The first Monday of ${word}` })).toBeVisible();
	// Nothing found is a sentence and a way on.
	await person.page.getByLabel('What is on your mind?').fill('zzqxv');
	await person.page.getByRole('button', { name: 'Find' }).click();
	await expect(person.page.getByText('Nobody has said it in these words yet.')).toBeVisible();
});

test('while she writes she sees that others feel the same', async ({ comes, scripted }) => {
	const member = await forum.member('Ragna');
	const [one, two] = [unique(), unique()];
	for (const n of [1, 2])
		await forum.thread(member, {
			title: `Number ${n} of ${one}`,
			body: `The ${one} of the ${two} makes me cry in the kitchen every evening when the children sleep.`,
		});
	await forum.indexed(one);
	const person = await comes();
	await person.signsIn(member);
	await person.opens('/write');
	await person.page
		.getByLabel('What would you like to say?')
		.pressSequentially(
			`In the kitchen this evening I cry about the ${one} and the ${two}, the children sleep`,
		);
	if (!scripted) await person.page.getByRole('button', { name: 'Who else feels like this?' }).click();
	await expect(person.page.getByRole('link', { name: `Number 1 of ${one}` })).toBeVisible();
	await expect(person.page.getByLabel('What would you like to say?')).toHaveValue(/In the kitchen/);
});

test('words of danger are published, and their writer alone sees two or three lines', async ({ comes }) => {
	const member = await forum.member('Solveig');
	await forum.call('PATCH', '/me', { country: 'US' }, member.token);
	await forum.call('PUT', '/me/consents', { health_data: true }, member.token);
	const person = await comes();
	await person.signsIn(member);
	const word = unique();
	await person.opens('/write');
	await person.page
		.getByLabel('What would you like to say?')
		.fill(`I want to die tonight. The ${word} is empty.`);
	await person.page.getByRole('button', { name: /^Post as/ }).click();
	// S-05, S-12: two or three lines, numbers that can be called, written from left to right.
	const card = person.page.locator('[data-help]');
	await expect(card).toBeVisible();
	expect([2, 3]).toContain(await card.locator('li').count());
	const call = card.getByRole('link', { name: /Call.*988/ });
	await expect(call).toHaveAttribute('href', 'tel:988');
	await expect(call.locator('b')).toHaveAttribute('dir', 'ltr');
	await expect(card.getByText('Only you see this.')).toBeVisible();
	// S-27
	for (const word of ['report', 'authorities', 'danger'])
		await expect(card.getByText(word, { exact: false })).toHaveCount(0);
	await card.getByRole('link', { name: 'To what you wrote' }).click();
	await expect(person.page.getByText(`The ${word} is empty.`).first()).toBeVisible();
	await expect(person.page.locator('[data-help]')).toHaveCount(0);
	const address = person.page.url();
	const other = await comes();
	await other.opens(new URL(address).pathname);
	await expect(other.page.getByText(`The ${word} is empty.`).first()).toBeVisible();
	await expect(other.page.locator('[data-help]')).toHaveCount(0);
});
