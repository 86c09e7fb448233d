import { expect, forum, looksFor, looksThrough, post, test } from './site/test.js';

/** Opens what stands behind "More" at a post. */
const more = 'summary:has-text("More")';

// A-19, S-35: two taps, gone at once, with a way back.
test('she blocks a voice, and takes it back', async ({ comes }) => {
	const [author, reader, rude] = [
		await forum.member('Alma'),
		await forum.member('Berit'),
		await forum.member('Cato'),
	];
	const thread = await forum.thread(author);
	const other = await forum.thread(rude, { voice: 'named' });
	await forum.answer(rude, thread.id, 'It is only a cup.');
	await forum.answer(rude, thread.id, 'Nobody needs two of them.');
	await forum.answer(rude, thread.id, 'I had one like it.', { voice: 'alias' });
	await forum.answer(author, thread.id, 'It was hers.', { voice: 'alias', in_reply_to: 2 });

	const { page, opens, signsIn } = await comes();
	await signsIn(reader);
	await opens(`/t/${thread.id}`);
	await post(page, 2).locator(more).click();
	await post(page, 2)
		.getByRole('button', { name: `Block ${rude.name}` })
		.click();

	await expect(post(page, 2)).toContainText(`You do not see ${rude.name} any more.`);
	await expect(page.getByText('It is only a cup.')).toHaveCount(0);
	await expect(page.getByText('Nobody needs two of them.')).toHaveCount(0);
	// Under an alias the same person is somebody else, to every eye.
	await expect(page.getByText('I had one like it.')).toBeVisible();
	await expect(post(page, 5)).not.toContainText(rude.name);
	await expect(await looksFor(page, other.title)).toHaveCount(0);
	await expect(await looksFor(page, thread.title)).toBeVisible();
	await opens(`/t/${other.id}`);
	await expect(page.getByRole('heading', { name: 'You keep away from this thread.' })).toBeVisible();
	await expect(page.getByText(other.title)).toHaveCount(0);

	// Coming back later, not even the line stands there; whoever is blocked goes on seeing everything.
	await opens(`/t/${thread.id}`);
	await expect(post(page, 2)).toHaveCount(0);
	await opens(`/t/${thread.id}?blocked=2`);
	await post(page, 2).getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText('It is only a cup.')).toBeVisible();
	await expect(page.getByText('Nobody needs two of them.')).toBeVisible();
	await expect(await looksFor(page, other.title)).toBeVisible();
});

test('she blocks the alias that opened a thread, and unblocks it in her settings', async ({ comes }) => {
	const [author, reader] = [await forum.member('Doro'), await forum.member('Erna')];
	const [thread, other] = [await forum.thread(author), await forum.thread(author, { voice: 'named' })];
	const { page, opens, signsIn } = await comes();
	await signsIn(reader);
	await opens(`/t/${thread.id}`);
	await post(page, 1).locator(more).first().click();
	await post(page, 1)
		.getByRole('button', { name: `Block ${thread.voice.name}` })
		.click();
	await expect(page.getByText(`You do not see ${thread.voice.name} any more.`)).toBeVisible();
	await expect(page.getByText(thread.title)).toHaveCount(0);
	await expect(await looksFor(page, thread.title)).toHaveCount(0);
	await expect(await looksFor(page, other.title)).toBeVisible();

	await opens('/me');
	await page.getByRole('link', { name: /What I do not want to see/ }).click();
	const row = page.locator('#voices li').filter({ hasText: thread.voice.name });
	await expect(row).toContainText('blocked in its thread');
	await row.getByRole('button', { name: 'Unblock' }).click();
	await expect(page.getByText(`${thread.voice.name} is back.`)).toBeVisible();
	await expect(page.locator('#voices li')).toHaveCount(0);
	await opens(`/t/${thread.id}`);
	await expect(page.getByRole('heading', { name: thread.title })).toBeVisible();
});

// S-36
test('threads with notes and words she hides do not appear, not even as titles', async ({
	comes,
	expects,
}) => {
	expects(/status of 422/);
	const [author, reader] = [await forum.member('Frida'), await forum.member('Gesa')];
	const noted = await forum.thread(author, {
		notes: ['loss'],
		title: `The cradle by the door, ${author.name}`,
	});
	const worded = await forum.thread(author, { title: `All those pumpkins, ${author.name}` });
	const plain = await forum.thread(author, { title: `The kettle, ${author.name}` });
	await forum.answer(author, plain.id, 'There was a pumpkin on the stove.', { voice: 'alias' });

	const { page, opens, signsIn } = await comes();
	await signsIn(reader);
	await opens('/settings');
	await page.getByRole('link', { name: 'What I do not want to see' }).click();
	const loss = page.getByRole('group', { name: 'Loss', exact: true });
	await loss.getByLabel('hidden').check();
	await page.getByLabel('Words').fill(`  pumpkin\n\n${'a'.repeat(61)}`);
	await page.getByRole('button', { name: 'Keep changes' }).click();
	await expect(page.getByText('Please keep each of them to 60 characters.')).toBeVisible();
	await expect(loss.getByLabel('hidden')).toBeChecked();
	await page.getByLabel('Words').fill('  pumpkin\nPumpkin\n');
	await page.getByRole('button', { name: 'Keep changes' }).click();
	await expect(page.getByText('Kept.')).toBeVisible();
	await expect(page.getByLabel('Words')).toHaveValue('pumpkin');

	for (const path of ['/?order=new', '/', '/?order=waiting', `/t/${plain.id}`]) {
		await opens(path);
		await expect(page.getByText(noted.title)).toHaveCount(0);
		await expect(page.getByText(worded.title)).toHaveCount(0);
	}
	const folded = post(page, 2).locator('details.folded');
	await expect(folded.getByText('There was a pumpkin')).toBeHidden();
	await folded.locator('summary').click();
	await expect(folded.getByText('There was a pumpkin')).toBeVisible();

	for (const thread of [noted, worded]) {
		await opens(`/t/${thread.id}`);
		await expect(page.getByText('It touches something you do not want to see.')).toBeVisible();
		await expect(page.getByText(thread.title)).toHaveCount(0);
	}
	await page.getByRole('link', { name: 'Show it this once' }).click();
	await expect(page.getByRole('heading', { name: worded.title })).toBeVisible();

	await opens('/settings/hidden');
	await loss.getByLabel('folded up').check();
	await page.getByLabel('Words').fill('');
	await page.getByRole('button', { name: 'Keep changes' }).click();
	await expect(page.getByText('Kept.')).toBeVisible();
	await expect(await looksFor(page, worded.title)).toBeVisible();
	const folding = await forum.thread(author, { notes: ['loss'], title: `The small shoes, ${author.name}` });
	// Folded up: it says what it touches, in lists and on its page, and shows itself when asked.
	await opens('/?order=new');
	await expect(page.getByText(folding.title)).toHaveCount(0);
	await opens(`/t/${folding.id}`);
	await expect(page.getByRole('heading', { name: 'This touches loss' })).toBeVisible();
	await expect(page.getByText(folding.title)).toHaveCount(0);
	const card = page.locator(`a.card.folded[href^="/t/${folding.id}"]`);
	await (await looksThrough(page, card)).filter({ hasText: 'This touches loss' }).click();
	await expect(page.getByRole('heading', { level: 1, name: author.name })).toBeVisible();
});

// S-35
test('she closes her own thread for answers, and opens it again', async ({ comes }) => {
	const author = await forum.member('Hanne');
	const thread = await forum.thread(author);
	const { page, opens, signsIn } = await comes();
	await signsIn(author);
	await opens(`/t/${thread.id}`);
	await post(page, 1).locator(more).first().click();
	await page.getByRole('button', { name: 'Take no more answers' }).click();
	await expect(page.getByText('You closed this thread for answers.')).toBeVisible();
	await expect(page.locator('#reply')).toHaveCount(0);
	await page.getByRole('button', { name: 'Take answers again' }).click();
	await expect(page.locator('#reply')).toBeVisible();
});
