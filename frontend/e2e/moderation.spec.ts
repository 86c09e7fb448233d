import { unique } from './site/forum.js';
import { expect, forum, post, test } from './site/test.js';

test('abuse is reported, removed and explained, and the removal can be undone', async ({
	comes,
	scripted,
}) => {
	const [author, rude, reader, moderator] = [
		await forum.member('Hanna'),
		await forum.member('Bert'),
		await forum.member('Cleo'),
		await forum.moderator('Maud'),
	];
	const thread = await forum.thread(author);
	const insult = `Some people should not have children, ${unique()}.`;
	const { number } = await forum.answer(rude, thread.id, insult);

	// Two taps from the post: report, and why.
	const reporting = await comes();
	await reporting.signsIn(reader, `/t/${thread.id}`);
	await post(reporting.page, number)
		.getByRole('link', { name: /^Report/ })
		.click();
	await expect(reporting.page.getByText(insult)).toBeVisible();
	await reporting.page.getByText('A note for the moderator').first().click();
	await reporting.page.getByLabel('A note for the moderator').fill('She only asked to be heard.');
	await reporting.page.getByRole('button', { name: /It shames a parent/ }).click();
	await expect(reporting.page.getByRole('heading', { name: /with the moderators/ })).toBeVisible();
	await reporting.opens('/reports');
	await expect(reporting.page.getByText('A moderator has not decided yet.')).toBeVisible();

	// The moderator takes the case, reads the words behind one tap, and decides in a sentence.
	const cases = await forum.call<{ items: { id: string; thread: string }[] }>(
		'GET',
		'/moderation/cases?state=open&limit=100',
		undefined,
		moderator.token,
	);
	const found = cases.items.find((one) => one.thread === thread.id);
	const desk = await comes();
	await desk.signsIn(moderator, '/moderation');
	await desk.page.locator(`a[data-case="${found?.id}"]`).click();
	await expect(desk.page.getByText('She only asked to be heard.')).toBeVisible();
	await expect(desk.page.getByText(insult)).not.toBeVisible();
	await desk.page.getByText('Show the text').click();
	await expect(desk.page.getByText(insult)).toBeVisible();
	await expect(desk.page.getByText(rude.email)).toHaveCount(0);
	await desk.page.getByRole('button', { name: 'Take this case' }).click();
	await desk.page.getByLabel('Remove').check();
	await desk.page.getByLabel('The rule it is about').selectOption('kindness');
	await desk.page.getByLabel('The facts').fill('Says that somebody should not have children.');
	await desk.page.getByLabel('To its author').fill('Please answer what she asked for.');
	if (!scripted) await desk.page.getByRole('button', { name: 'Read it once more' }).click();
	await expect(
		desk.page.getByText(`Remove this post and tell ${rude.name}: “Please answer what she asked for.”`),
	).toBeVisible();
	await desk.page.getByRole('button', { name: 'Remove it' }).click();
	await expect(desk.page.getByText('Done. Everybody concerned is told.')).toBeVisible();
	await expect(desk.page.getByText('This case is closed.')).toBeVisible();

	// It is gone for readers,
	const visitor = await comes();
	await visitor.opens(`/t/${thread.id}`);
	await expect(post(visitor.page, number)).toContainText('was taken out by a moderator');
	await expect(visitor.page.getByText(insult)).toHaveCount(0);

	// its author reads what was decided, why, and beside it his own words,
	await forum.letterTo(rude.email, ({ text }) => text.includes('/decisions'));
	const told = await comes();
	await told.signsIn(rude, '/decisions');
	const statement = told.page.getByRole('article').first();
	await expect(statement).toContainText('Your post was removed.');
	await expect(statement).toContainText('Please answer what she asked for.');
	await expect(statement).toContainText('Says that somebody should not have children.');
	await expect(statement).toContainText('A person read it and decided.');
	await expect(statement).toContainText('You can object until');
	await expect(statement).not.toContainText(reader.name);
	await statement.getByText('Your words').click();
	await expect(statement.getByText(insult)).toBeVisible();

	// and who reported it hears what came of it.
	await reporting.opens('/reports');
	await expect(reporting.page.getByText('It was removed.')).toBeVisible();
	await reporting.opens('/notices');
	await expect(
		reporting.page.getByRole('link', { name: /There is an outcome for the post you reported/ }),
	).toBeVisible();

	// Undone, everything is as it was.
	await desk.page.getByRole('button', { name: 'Undo this decision' }).click();
	await expect(desk.page.getByText('Undone.', { exact: true })).toBeVisible();
	await visitor.opens(`/t/${thread.id}`);
	await expect(post(visitor.page, number)).toContainText(insult);
	await told.opens('/decisions');
	await expect(told.page.getByText(/This was undone/)).toBeVisible();
	await desk.opens('/moderation/log');
	await expect(desk.page.getByText('undid a decision').first()).toBeVisible();
});

test('two moderators do not decide the same case', async ({ comes, expects }) => {
	expects(/status of 409/);
	const author = await forum.member('Lena');
	const thread = await forum.thread(author);
	const { number } = await forum.answer(await forum.member('Otto'), thread.id, 'Nonsense.');
	await forum.call(
		'POST',
		`/threads/${thread.id}/posts/${number}/reports`,
		{ reason: 'other' },
		author.token,
	);
	const [first, second] = [await forum.moderator('Edda'), await forum.moderator('Frieda')];
	const cases = await forum.call<{ items: { id: string; thread: string }[] }>(
		'GET',
		'/moderation/cases?state=open&limit=100',
		undefined,
		first.token,
	);
	const path = `/moderation/${cases.items.find((one) => one.thread === thread.id)?.id}`;

	const [one, other] = [await comes(), await comes()];
	await one.signsIn(first, path);
	await other.signsIn(second, path);
	await expect(other.page.getByRole('button', { name: 'Take this case' })).toBeVisible();
	await one.page.getByRole('button', { name: 'Take this case' }).click();
	await expect(one.page.getByText(/You hold this case/)).toBeVisible();
	await other.page.getByRole('button', { name: 'Take this case' }).click();
	await expect(other.page.getByText(`${first.name} has this case`)).toBeVisible();
	await one.page.getByRole('button', { name: 'Give it back' }).click();
	await expect(one.page.getByRole('button', { name: 'Take this case' })).toBeVisible();
});

test('a prepared decision in four taps, an objection, and somebody else answers it', async ({
	comes,
	scripted,
}) => {
	const author = await forum.member('Ruth');
	const thread = await forum.thread(author);
	const rude = await forum.member('Bodo');
	const words = `You only want pity, ${unique()}.`;
	const { number } = await forum.answer(rude, thread.id, words);
	await forum.call(
		'POST',
		`/threads/${thread.id}/posts/${number}/reports`,
		{ reason: 'shaming' },
		author.token,
	);
	const [first, second] = [await forum.moderator('Gesa'), await forum.moderator('Hilde')];
	const cases = await forum.call<{ items: { id: string; thread: string }[] }>(
		'GET',
		'/moderation/cases?state=open&limit=100',
		undefined,
		first.token,
	);
	const id = cases.items.find((one) => one.thread === thread.id)?.id;

	// From the report to the decision: the case, a prepared decision, the sentence, done.
	const desk = await comes();
	await desk.signsIn(first, '/moderation');
	await desk.page.locator(`a[data-case="${id}"]`).click();
	const prepared = desk.page.getByText('Remove: it insults the writer');
	await prepared.click();
	if (!scripted) await desk.page.getByRole('button', { name: 'Read it once more' }).click();
	await desk.page.getByRole('button', { name: 'Remove it' }).click();
	await expect(desk.page.getByText('Done. Everybody concerned is told.')).toBeVisible();

	// Whoever wrote it reads why, and objects in his own words.
	const told = await comes();
	await told.signsIn(rude, '/decisions');
	const statement = told.page.getByRole('article').first();
	await statement.getByText('Object to this').click();
	await statement.getByLabel('Why you see it differently').fill('I was angry at myself.');
	await statement.getByRole('button', { name: 'Send the objection' }).click();
	await expect(told.page.getByText('Somebody else looks at it.').first()).toBeVisible();

	// Another moderator answers it, and everything is as it was.
	const other = await comes();
	await other.signsIn(second, `/moderation/${id}`);
	await expect(other.page.getByText('I was angry at myself.')).toBeVisible();
	await other.page.getByLabel('Your reason').fill('It speaks of a feeling, not of her.');
	await other.page.getByRole('button', { name: 'Uphold it: undo the decision' }).click();
	await expect(other.page.getByText('Upheld: the decision was undone.')).toBeVisible();
	await told.opens('/decisions');
	await expect(told.page.getByText('Somebody else looked at it and undid the decision.')).toBeVisible();
	const visitor = await comes();
	await visitor.opens(`/t/${thread.id}`);
	await expect(post(visitor.page, number)).toContainText(words);
});

test('a member has no desk', async ({ comes, expects }) => {
	expects(/status of 403/);
	const person = await comes();
	await person.signsIn(await forum.member('Tilda'), '/moderation');
	await expect(person.page.getByRole('heading', { name: 'Not open to you' })).toBeVisible();
});

test('the desk is worked by keyboard', async ({ comes, scripted, isMobile }) => {
	test.skip(!scripted || isMobile, 'keys need script and a keyboard');
	const author = await forum.member('Gesa');
	const thread = await forum.thread(author);
	const { number } = await forum.answer(await forum.member('Kurt'), thread.id, 'Rubbish, all of it.');
	await forum.call(
		'POST',
		`/threads/${thread.id}/posts/${number}/reports`,
		{ reason: 'abuse' },
		author.token,
	);
	const desk = await comes();
	await desk.signsIn(await forum.moderator('Wilma'), '/moderation');
	const { page } = desk;
	await expect(page.locator('a[data-case]').first()).toBeVisible();

	await page.waitForLoadState('networkidle');
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
	await page.keyboard.press('j');
	await expect(page.locator('a[data-case]').first()).toBeFocused();
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/moderation\/.+/);
	await page.waitForLoadState('networkidle');
	await page.keyboard.press('s');
	await expect(page.locator('details.hard')).toHaveAttribute('open', '');
	await page.keyboard.press('c');
	await expect(page.getByText(/You hold this case/)).toBeVisible();
	await page.keyboard.press('d');
	await expect(page.getByLabel('Keep')).toBeFocused();
	await page.keyboard.press('c');
	await expect(page.getByRole('button', { name: 'Take this case' })).toBeVisible();

	// Whoever dictates switches them off.
	await page.keyboard.press('?');
	await page.getByLabel(/Use single keys/).uncheck();
	await page.getByRole('button', { name: 'Close' }).click();
	await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
	await page.keyboard.press('c');
	await expect(page.getByRole('button', { name: 'Take this case' })).toBeVisible();
});
