import { expect, forum, test } from './site/test.js';

const stopAddress = (header: string) => /<(https?:[^>]+)>/.exec(header)?.[1] ?? '';

test('a letter is stopped by one button, without signing in', async ({ comes }) => {
	const author = await forum.member('Agnes');
	const thread = await forum.thread(author);
	const friend = await forum.member('Dora');
	await forum.answer(friend, thread.id, 'The first answer.');
	const letter = await forum.letterTo(author.email, (one) => one.header('list-id') !== '');
	const address = stopAddress(letter.header('list-unsubscribe'));
	expect(address).toContain(`${forum.site}/api/v1/letters/stop/`);

	// Looking changes nothing, however often.
	const person = await comes();
	for (let look = 0; look < 2; look += 1) {
		await person.opens(address);
		await expect(person.page.getByText('Shall we stop sending letters about answers')).toBeVisible();
	}
	await expect(person.page).toHaveTitle('Notes');
	await expect(person.page.getByText(author.name)).toHaveCount(0);
	await person.page.getByRole('button', { name: 'Stop them' }).click();
	await expect(person.page.getByText('No more letters about answers will come.')).toBeVisible();

	// The next answer sends none; a letter to somebody else shows that the mail was on its way.
	await forum.answer(friend, thread.id, 'The second answer.');
	const witness = await forum.member('Vera');
	const other = await forum.thread(witness);
	await forum.answer(friend, other.id, 'An answer to somebody else.');
	await forum.letterTo(witness.email, (one) => one.header('list-id') !== '');
	const about = (await forum.letters()).filter(
		(one) => one.to === author.email && one.header('list-id') !== '',
	);
	expect(about).toHaveLength(1);

	await person.signsIn(author, '/settings/mail');
	await expect(person.page.getByLabel('When somebody answers you')).toHaveValue('off');
});

test('a mail program stops letters with one post, without Origin', async ({ comes }) => {
	const author = await forum.member('Berta');
	const thread = await forum.thread(author);
	await forum.answer(await forum.member('Emma'), thread.id, 'An answer.');
	const letter = await forum.letterTo(author.email, (one) => one.header('list-id') !== '');
	expect(letter.header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
	const address = stopAddress(letter.header('list-unsubscribe'));

	const answer = await fetch(address, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: 'List-Unsubscribe=One-Click',
	});
	expect(answer.status).toBe(200);
	expect(await answer.json()).toEqual({ kind: 'replies', stopped: true });

	// Every other form still needs to come from the site itself.
	const foreign = await fetch(`${forum.site}/sign-in?/password`, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://elsewhere.example' },
		body: 'email=a%40example.org&password=x',
	});
	expect(foreign.status).toBe(403);

	const person = await comes();
	await person.signsIn(author, '/settings/mail');
	await expect(person.page.getByLabel('When somebody answers you')).toHaveValue('off');
});
