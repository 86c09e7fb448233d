import { unique } from './site/forum.js';
import { expect, forum, post, test, type Person } from './site/test.js';

/** A post that somebody reported, and the id of its case. */
async function reported(words: string) {
	const [author, writer, moderator] = [
		await forum.member('Ulla'),
		await forum.member('Wibke'),
		await forum.moderator('Mona'),
	];
	const thread = await forum.thread(author);
	const { number } = await forum.answer(writer, thread.id, words);
	const path = `/threads/${thread.id}/posts/${number}/reports`;
	await forum.call('POST', path, { reason: 'abuse' }, author.token);
	const cases = await forum.call<{ items: { id: string; thread: string }[] }>(
		'GET',
		'/moderation/cases?state=open&limit=100',
		undefined,
		moderator.token,
	);
	const id = String(cases.items.find((one) => one.thread === thread.id)?.id);
	return { author, writer, moderator, thread, number, id };
}

/** Opens the form for notes, where it is folded. */
async function note(desk: Person, words: string, button: string) {
	const field = desk.page.getByLabel('A note', { exact: true });
	if (!(await field.isVisible())) await desk.page.locator('summary', { hasText: 'A note' }).click();
	if (words) await field.fill(words);
	await desk.page.getByRole('button', { name: button }).click();
}

test('a moderator asks for a second opinion and hands over; a word with the writer is no penalty', async ({
	comes,
}) => {
	const words = `You will regret this, ${unique()}.`;
	const { writer, moderator, id } = await reported(words);
	const second = await forum.moderator('Nora');

	// L-34: a question, and the answer of somebody else.
	const desk = await comes();
	await desk.signsIn(moderator, `/moderation/${id}`);
	await desk.page.getByRole('button', { name: 'Take this case' }).click();
	await expect(desk.page.getByText(/You hold this case/)).toBeVisible();
	await note(desk, 'Is it a threat, or worry?', 'Ask for a second opinion');
	await expect(desk.page.getByText('Asked. The others are told')).toBeVisible();
	await note(desk, '', 'Hand it over');
	await expect(desk.page.getByText('Handed over. Somebody else will look at it.')).toBeVisible();

	const other = await comes();
	await other.signsIn(second, '/notices');
	await expect(other.page.getByText('At the desk something waits for you about').first()).toBeVisible();
	await other.opens('/moderation?mark=opinion');
	await other.page.locator(`a[data-case="${id}"]`).click();
	await expect(other.page.getByText('Is it a threat, or worry?')).toBeVisible();
	await note(other, 'Worry, I think. I ask her.', 'Keep the note');
	await expect(other.page.getByText('Noted.')).toBeVisible();
	await other.page.locator('summary', { hasText: 'To whoever wrote it' }).click();
	await other.page.getByLabel('To whoever wrote it').fill('What did you mean by it?');
	await other.page.getByRole('button', { name: 'Send it' }).click();
	await expect(other.page.getByText('Sent. She is told.')).toBeVisible();

	// The writer reads it and answers; nothing was decided about her.
	const told = await comes();
	await told.signsIn(writer, '/notices');
	await told.page.getByText('A moderator would like a word with you').first().click();
	await told.page.waitForURL(/\/conversations/);
	await expect(told.page.getByText('What did you mean by it?')).toBeVisible();
	await expect(told.page.getByText('This is not a penalty')).toBeVisible();
	await told.page.getByLabel('Your answer').fill('That she loses these years.');
	await told.page.getByRole('button', { name: 'Answer' }).click();
	await expect(told.page.getByText('That she loses these years.')).toBeVisible();
	await told.opens('/decisions');
	await expect(told.page.getByRole('article')).toHaveCount(0);

	await other.opens(`/moderation/${id}`);
	await expect(other.page.getByText('That she loses these years.')).toBeVisible();
	await expect(other.page.getByText(writer.email)).toHaveCount(0);
});

test('a shift begins, counts, and ends with a word for the next', async ({ comes }) => {
	const [first, second] = [await forum.moderator('Ida'), await forum.moderator('Jette')];
	const word = `Tea helps, ${unique()}.`;
	const desk = await comes();
	await desk.signsIn(first, '/moderation');
	await desk.page.getByRole('link', { name: 'Go on duty' }).click();
	await expect(desk.page.getByText('You are not on duty.')).toBeVisible();
	await desk.page.getByRole('button', { name: 'Begin' }).click();
	await expect(desk.page.getByText(/You are on duty until/)).toBeVisible();
	await desk.opens('/moderation');
	await expect(desk.page.getByRole('link', { name: 'On duty' })).toBeVisible();
	await desk.opens('/moderation/shift');
	await desk.page.getByLabel('A word for whoever comes next').fill(word);
	await desk.page.getByRole('button', { name: 'End it and hand everything over' }).click();
	await expect(desk.page.getByText('Rest well.')).toBeVisible();
	const other = await comes();
	await other.signsIn(second, '/moderation/shift');
	await expect(other.page.getByText(word)).toBeVisible();
	// So that the rest of these stories is not told that nobody looks.
	await other.page.getByRole('button', { name: 'Begin' }).click();
	await expect(other.page.getByText(/You are on duty until/)).toBeVisible();
});

test('staff takes a post up without a report', async ({ comes }) => {
	const [author, moderator] = [await forum.member('Tomma'), await forum.moderator('Ronja')];
	const thread = await forum.thread(author);
	const desk = await comes();
	await desk.signsIn(moderator, `/t/${thread.id}`);
	await post(desk.page, 1)
		.getByRole('link', { name: /^Report/ })
		.click();
	await desk.page.getByRole('button', { name: 'Take it up at the desk' }).click();
	await expect(desk.page.getByRole('heading', { name: 'The first post of a thread' })).toBeVisible();
	await expect(desk.page.getByText('Nobody reported it.')).toBeVisible();
});

test('from the queue to a decision by keyboard alone', async ({ comes, scripted }) => {
	test.skip(!scripted, 'single keys need script; without it every part is a link or a button in its order');
	const { id, writer, thread, number, moderator } = await reported(`Nobody wants you here, ${unique()}.`);
	const desk = await comes();
	await desk.signsIn(moderator, '/moderation');
	const { page } = desk;
	const row = page.locator(`a[data-case="${id}"]`);
	await expect(row).toBeVisible();
	await page.waitForLoadState('networkidle');
	for (let step = 0; step < 60; step += 1) {
		await page.keyboard.press('j');
		if (await row.evaluate((one) => one === document.activeElement)) break;
	}
	await page.keyboard.press('Enter');
	await page.waitForURL(new RegExp(id));
	await page.waitForLoadState('networkidle');
	await page.keyboard.press('s');
	await page.keyboard.press('c');
	await expect(page.getByText(/You hold this case/)).toBeVisible();
	await page.keyboard.press('p');
	const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
	const goesTo = async (name: string) => {
		for (let tabs = 0; tabs < 60 && (await focused()) !== name; tabs += 1) await page.keyboard.press('Tab');
		expect(await focused()).toBe(name);
	};
	await goesTo('Remove: it insults the writer');
	await page.keyboard.press('Enter');
	await goesTo('Remove it');
	await page.keyboard.press('Enter');
	await expect(page.getByText('Done. Everybody concerned is told.')).toBeVisible();
	const visitor = await comes();
	await visitor.opens(`/t/${thread.id}`);
	await expect(post(visitor.page, number)).not.toContainText('Nobody wants you here');
	expect(writer.email).toContain('@');
});

test('the words of a removed post are erased for good by two, and its author is told', async ({
	comes,
	expects,
}) => {
	expects(/409/);
	const words = `She lives at number ${unique()}.`;
	const { writer, moderator, id } = await reported(words);
	const second = await forum.moderator('Nele');
	await forum.call('POST', `/moderation/cases/${id}/claim`, {}, moderator.token);
	await forum.call(
		'POST',
		`/moderation/cases/${id}/decision`,
		{ action: 'remove', rule: 'privacy', facts: 'An address.', message: 'Please leave it out.' },
		moderator.token,
	);
	// L-37
	const desk = await comes();
	await desk.signsIn(moderator, `/moderation/${id}?state=closed`);
	await desk.page.locator('summary', { hasText: 'Erase the words for good' }).click();
	await desk.page.getByLabel('Why they cannot stay').fill('It says where somebody lives.');
	await desk.page.getByRole('button', { name: 'Ask for it' }).click();
	await expect(desk.page.getByText('Asked. Another moderator has to agree.')).toBeVisible();
	await desk.page.getByRole('button', { name: 'Agree: erase them for good' }).click();
	await expect(desk.page.getByText('You asked for it yourself.')).toBeVisible();
	const other = await comes();
	await other.signsIn(second, `/moderation/${id}?state=closed`);
	await other.page.getByRole('button', { name: 'Agree: erase them for good' }).click();
	await expect(other.page.getByText('The words are gone for good.')).toBeVisible();
	await expect(other.page.getByText(words)).toHaveCount(0);
	const told = await comes();
	await told.signsIn(writer, '/decisions');
	await expect(told.page.getByText('nothing brings them back')).toBeVisible();
	await expect(told.page.getByText(words)).toHaveCount(0);
});
