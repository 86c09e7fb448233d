import { unique } from './site/forum.js';
import { expect, forum, post, test } from './site/test.js';

const telling = 'My daughter Lena is at Sunny Meadow Nursery near Ashby, and I am not.';
const plain = 'I am so tired that I cried in the car park.';

test('before she hides she is told what may tell, and posts it all the same', async ({ comes }) => {
	const member = await forum.member('Marta');
	const { page, signsIn } = await comes();
	await signsIn(member, '/write');
	const words = page.getByLabel('What would you like to say?');
	const look = page.locator('[data-look]');
	await words.fill(telling);
	const send = page.getByRole('button', { name: /^Post as (?!it)/ });
	const alias = (await send.innerText()).replace(/^Post as\s*/, '').trim();
	await send.click();
	await expect(look).toBeFocused();
	await expect(look).toContainText(`Before you post as ${alias}`);
	for (const line of [
		'A name: “Lena”',
		'A place: “Ashby”',
		'A school or a place of work: “Sunny Meadow Nursery”',
	]) {
		await expect(look).toContainText(line);
	}
	await expect(words).toHaveValue(telling);
	// What she changed is looked at anew; the alias she was shown stays.
	await words.fill(telling.replace('Lena ', ''));
	await send.click();
	await expect(look).not.toContainText('Lena');
	await expect(send).toContainText(alias);
	await page.getByRole('button', { name: 'Post as it is' }).click();
	await page.waitForURL(/\/t\/[1-9A-HJ-NP-Za-km-z]{11}$/);
	await expect(post(page, 1)).toContainText('at Sunny Meadow Nursery near Ashby');
	await expect(post(page, 1)).toContainText(alias);
});

test('where there is nothing to say she is not stopped, and under her own name never', async ({ comes }) => {
	const member = await forum.member('Nora');
	const { page, signsIn, opens } = await comes();
	await signsIn(member, '/write');
	await page.getByLabel('What would you like to say?').fill(plain);
	await page.getByRole('button', { name: 'Look it over' }).click();
	await expect(page.locator('[data-look]')).toContainText('Nothing in your words stood out');
	await page.getByRole('button', { name: /^Post as (?!it)/ }).click();
	await page.waitForURL(/\/t\/[1-9A-HJ-NP-Za-km-z]{11}$/);

	await opens('/write');
	// What tells who she is tells nothing new under her own name; what leads others to her door is masked under every name.
	await page.getByLabel('What would you like to say?').fill(`${plain} Again.`);
	await page
		.getByText('nobody is told that it is you')
		.or(page.getByText('somebody may guess'))
		.first()
		.click();
	await page.getByLabel(member.name).check();
	await expect(page.getByRole('button', { name: 'Look it over' })).toBeHidden();
	await page.getByRole('button', { name: `Post as ${member.name}` }).click();
	await page.waitForURL(/\/t\/[1-9A-HJ-NP-Za-km-z]{11}$/);
});

test('the reply box looks too, and keeps whom she answers', async ({ comes }) => {
	const [author, member] = [await forum.member('Olga'), await forum.member('Paula')];
	const thread = await forum.thread(author);
	const first = await forum.answer(author, thread.id, 'It was blue.', { voice: 'alias' });
	const { page, signsIn } = await comes();
	await signsIn(member, `/t/${thread.id}`);
	await post(page, first.number)
		.getByRole('link', { name: /^Answer/ })
		.click();
	await page.getByLabel('Your answer').fill(`Ours was green. Love, ${member.name.split(' ')[0]}`);
	await page.getByRole('button', { name: /^Answer as/ }).click();
	const look = page.locator('[data-look]');
	await expect(look).toContainText('A name: “Paula”');
	await expect(page.locator('#reply-title')).toContainText(thread.voice.name);
	await page.getByRole('button', { name: 'Post as it is' }).click();
	await expect(post(page, 3)).toContainText('Ours was green.');
	await expect(post(page, 3)).toContainText(`answers ${thread.voice.name}`);
});

test('she quotes, and the server says whom', async ({ comes, scripted }) => {
	const [author, member] = [await forum.member('Rosa'), await forum.member('Selma')];
	const word = unique();
	const thread = await forum.thread(author, { body: `It broke this morning.\n\nIt was ${word}.` });
	const first = await forum.answer(author, thread.id, '> @1\n> It broke.\n\nAnd *the saucer* too, @1.', {
		voice: 'alias',
	});
	const { page, signsIn, opens } = await comes();
	await signsIn(member, `/t/${thread.id}`);
	await expect(post(page, 2)).toContainText(`${thread.voice.name} wrote`);
	await expect(post(page, 2).locator('a.mention').last()).toHaveAttribute('href', '#n1');
	await post(page, 1)
		.getByRole('link', { name: /^Quote/ })
		.click();
	const words = page.getByLabel('Your answer');
	await expect(words).toHaveValue(`> @1\n> It broke this morning.\n> It was ${word}.\n\n`);
	await opens(`/t/${thread.id}`);
	await post(page, first.number)
		.getByRole('link', { name: /^Quote/ })
		.click();
	const quoted = scripted ? 'And the saucer too, @1.' : 'And *the saucer* too, @1.';
	await expect(words).toHaveValue(`> @2\n> ${quoted}\n\n`);
	await words.fill(`> @2 ${author.name} wrote:\n> ${quoted}\n\nPoor @1.`);
	await page.getByRole('button', { name: /^Answer as/ }).click();
	await expect(post(page, 3)).toContainText(`${thread.voice.name} wrote`);
	await expect(post(page, 3)).toContainText(`Poor ${thread.voice.name}.`);
	await expect(page.getByText(author.name)).toHaveCount(0);
});

test('an answer that sounds harsh gets one gentle question, and goes out as it is', async ({ comes }) => {
	const [writer, member] = [await forum.member('Wiebke'), await forum.member('Tilde')];
	const { id } = await forum.thread(writer);
	const person = await comes();
	await person.signsIn(member);
	await person.opens(`/t/${id}`);
	// S-30, S-31: what was asked for, three tips and a first sentence stand in the reply box.
	await person.page.getByText('Looking for words?').click();
	await expect(person.page.locator('.tips li')).toHaveCount(3);
	await person.page.getByRole('link', { name: 'Begin with a sentence' }).click();
	await expect(person.page.getByLabel('Your answer')).toHaveValue(/What stayed with me is/);
	const word = unique();
	await person.page.getByLabel('Your answer').fill(`How could you leave the ${word} cup there?`);
	await person.page.getByRole('button', { name: /^Answer as/ }).click();
	await expect(person.page.getByText('would these words have helped you')).toBeVisible();
	await person.page.getByRole('button', { name: 'Post as it is' }).click();
	await expect(person.page.getByText(`the ${word} cup there`).first()).toBeVisible();
});
