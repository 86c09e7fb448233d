import { unique } from './site/forum.js';
import { expect, forum, test } from './site/test.js';

test('a thread that waits calls a listener; she says that she is writing, and answers', async ({ comes }) => {
	const [writer, listener] = [await forum.member('Gesine'), await forum.listener('Lotte')];
	const person = await comes();
	await person.signsIn(listener);
	await person.opens('/me');
	await person.page.getByRole('link', { name: /^Listening/ }).click();
	await person.page.getByLabel('Call me when somebody waits').check();
	await person.page.getByLabel('Who am I now').check();
	await person.page.getByLabel('From').fill('00:00');
	await person.page.getByLabel('Until').fill('00:00');
	await person.page.getByRole('button', { name: 'Keep it so' }).click();
	await expect(person.page.getByText('Kept.', { exact: true })).toBeVisible();

	const word = unique();
	const { id } = await forum.thread(writer, { space: 'who-am-i-now', title: `The ${word} coat` });
	// To the writer alone: how it stands, in rough words.
	const hers = await comes();
	await hers.signsIn(writer);
	await hers.opens(`/t/${id}`);
	await expect(hers.page.locator('[data-stands]')).toContainText('No member has read this yet.');

	const letter = await forum.letterTo(listener.email, ({ text }) => text.includes(`/t/${id}`), 60);
	expect(letter.text).not.toContain(word);
	await person.opens('/notices');
	await person.page
		.getByRole('link', { name: new RegExp(word) })
		.first()
		.click();
	await person.page.getByRole('button', { name: 'I am writing an answer' }).click();
	await expect(person.page.getByText('You said that you are writing.')).toBeVisible();
	await hers.opens(`/t/${id}`);
	await expect(hers.page.locator('[data-stands]')).toContainText('Somebody is writing an answer.');

	await person.page.getByLabel('Your answer').fill(`I know that ${word} coat.`);
	await person.page.getByRole('button', { name: /^Answer as/ }).click();
	await expect(person.page.getByText(`I know that ${word} coat.`)).toBeVisible();
	await hers.opens(`/t/${id}`);
	await expect(hers.page.getByText(`I know that ${word} coat.`)).toBeVisible();
	await expect(hers.page.locator('[data-stands]')).toHaveCount(0);
});

test('everybody can see how soon somebody answers', async ({ comes }) => {
	const person = await comes();
	await person.opens('/guidelines');
	await person.page.getByRole('link', { name: 'How soon somebody answers' }).first().click();
	await expect(person.page.getByRole('heading', { name: 'How soon somebody answers' })).toBeVisible();
});
