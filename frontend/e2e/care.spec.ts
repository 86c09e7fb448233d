import { forum, unique } from './site/forum.js';
import { expect, post, test } from './site/test.js';

const more = 'summary:has-text("More")';

test('words that somebody wrote are kept, and shown on a hard day', async ({ comes, expects }) => {
	expects(/status of 422/);
	const [writer, answering] = [await forum.member('Dagny'), await forum.member('Ebba')];
	const { id } = await forum.thread(writer);
	const word = unique();
	const reply = await forum.answer(answering, id, `It gets **lighter**, said the ${word}. Really & truly.`);
	const { page, opens, signsIn } = await comes();
	await signsIn(writer, `/t/${id}`);
	await post(page, reply.number).locator(more).first().click();
	await page.getByRole('link', { name: /^Keep these words/ }).click();
	const words = page.getByLabel('The words to keep');
	await expect(words).toHaveValue(`It gets lighter, said the ${word}. Really & truly.`);
	await words.fill('It gets worse.');
	await page.getByRole('button', { name: 'Keep these words' }).click();
	await expect(page.getByText('does not stand there word for word')).toBeVisible();
	await words.fill(`It gets lighter, said the ${word}.`);
	await page.getByRole('button', { name: 'Keep these words' }).click();
	await expect(page.getByText('They wait for you')).toBeVisible();
	await opens('/me');
	await page.getByRole('link', { name: /^A hard day words/ }).click();
	await expect(page.getByText(`It gets lighter, said the ${word}.`)).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Something every parent should hear' })).toBeVisible();
	await page.getByRole('link', { name: 'All the words I keep' }).click();
	await page.getByRole('button', { name: /^Let go/ }).click();
	await expect(page.getByText('You have kept no words yet.')).toBeVisible();
});

test('enough for tonight ends the list and says good night', async ({ comes }) => {
	const member = await forum.member('Fenna');
	const { page, opens, signsIn } = await comes();
	await signsIn(member);
	await opens('/');
	await page.getByRole('link', { name: 'Enough for tonight' }).click();
	await page.getByRole('button', { name: 'Enough for tonight' }).click();
	await expect(page.getByRole('heading', { name: 'Good night' })).toBeVisible();
	await expect(page.getByText(/wait until \d\d:\d\d/)).toBeVisible();
	await opens('/');
	await expect(page.getByRole('heading', { name: 'Good night' })).toBeVisible();
	await expect(page.locator('a.card')).toHaveCount(0);
	await page.getByRole('button', { name: 'I am awake after all' }).click();
	await expect(page.locator('a.card').first()).toBeVisible();
});

test('she tells how it went, and it stands at the top for those who only read', async ({ comes }) => {
	const [writer, other] = [await forum.member('Gerda'), await forum.member('Hilde')];
	const { id } = await forum.thread(writer, { voice: 'alias' });
	await forum.answer(other, id, 'I am here.');
	const word = unique();
	const { page, opens, signsIn } = await comes();
	await signsIn(writer, `/t/${id}`);
	await post(page, 1).locator(more).first().click();
	await page.getByRole('link', { name: 'Tell how it went' }).click();
	await page.getByLabel('How it went on').fill(`We found the ${word}, and slept.`);
	await page.getByRole('button', { name: /^Tell it as/ }).click();
	await expect(page.getByRole('heading', { name: 'How it went' })).toBeVisible();
	const reader = await comes();
	await reader.opens(`/t/${id}`);
	const ending = reader.page.locator('.ending');
	await expect(ending).toContainText(`We found the ${word}`);
	await expect(reader.page.getByText(writer.name)).toHaveCount(0);
	await ending.getByRole('link', { name: 'To where it stands' }).click();
	await expect(post(reader.page, 3)).toContainText(`We found the ${word}`);
	await opens('/');
});

test('a professional writes a column, and anybody reads it and talks about it', async ({
	comes,
	expects,
}) => {
	expects(/status of 422/);
	const [midwife, member] = [await forum.professional('Inken'), await forum.member('Jette')];
	const word = unique();
	const writer = await comes();
	await writer.signsIn(midwife);
	await writer.opens('/me');
	await writer.page.getByRole('link', { name: /^Write a column/ }).click();
	await writer.page.getByLabel('Profession').fill('midwife');
	await writer.page.getByLabel('A few sentences about you').fill('Many kitchen tables.');
	await writer.page.getByRole('button', { name: 'Keep it' }).click();
	await expect(writer.page.getByText('Kept.')).toBeVisible();
	await writer.page.getByLabel('Title').fill(`About the ${word}`);
	await writer.page.getByLabel('The column').fill('It begins with a chair.\n\n**And a glass of water.**');
	await writer.page.getByRole('button', { name: 'Publish the column' }).click();
	await expect(writer.page.getByRole('heading', { name: `About the ${word}` })).toBeVisible();

	const reader = await comes();
	await reader.opens('/columns');
	await reader.page.getByRole('link', { name: new RegExp(`About the ${word}`) }).click();
	await expect(reader.page.getByText(`${midwife.name}, midwife`)).toBeVisible();
	await expect(reader.page.getByText('Many kitchen tables.')).toBeVisible();
	const path = new URL(reader.page.url()).pathname;
	const talking = await comes();
	await talking.signsIn(member, path);
	await talking.page.getByLabel('Your answer').fill('That was us.');
	await talking.page.getByRole('button', { name: /^Answer as/ }).click();
	await expect(talking.page.getByText('That was us.').first()).toBeVisible();
	const atom = await reader.page.request.get('/atom/columns');
	expect(atom.headers()['content-type']).toContain('application/atom+xml');
	expect(await atom.text()).toContain(`About the ${word}`);
	// A member has no such page.
	expect((await talking.page.request.get('/columns/write')).status()).toBe(403);
});

test('at the first post stand the rules, and she may say that she is new here', async ({ comes }) => {
	const member = await forum.member('Kaja');
	await forum.call('PUT', '/me/consents', { health_data: true }, member.token);
	const word = unique();
	const { page, opens, signsIn } = await comes();
	await signsIn(member);
	await opens('/write');
	await expect(page.getByText('Before your first post: how we treat each other')).toBeVisible();
	await expect(page.getByLabel('Say that I am new here')).toBeChecked();
	await page.getByLabel('What would you like to say?').fill(`The ${word} is so quiet since August.`);
	await page.getByRole('button', { name: /^Post as/ }).click();
	await expect(page.getByText(`The ${word} is so quiet`).first()).toBeVisible();
	const path = new URL(page.url()).pathname;
	const other = await comes();
	await other.opens(path);
	await expect(other.page.getByText('one of the first times somebody writes here')).toBeVisible();
	await opens('/write');
	await expect(page.getByText('Before your first post')).toHaveCount(0);
	await expect(page.getByLabel('Say that I am new here')).not.toBeChecked();
});

test('who asks the same for the third time in a week gets a word for her alone', async ({ comes }) => {
	const member = await forum.member('Liv');
	await forum.call('PUT', '/me/consents', { health_data: true }, member.token);
	const word = unique();
	const worry = `Did I hurt her when I bumped her head on the ${word} door? She slept and ate and I keep looking.`;
	for (let time = 0; time < 2; time += 1) await forum.thread(member, { title: undefined, body: worry });
	const { page, opens, signsIn } = await comes();
	await signsIn(member);
	await opens('/write');
	await page.getByLabel('What would you like to say?').fill(worry);
	await page.getByRole('button', { name: /^Post as/ }).click();
	await expect(page.locator('[data-again]')).toContainText('Only you see this');
	await page.getByRole('link', { name: 'To what you wrote' }).click();
	await expect(page.getByText(`the ${word} door`).first()).toBeVisible();
});
