import { unique } from './site/forum.js';
import { expect, forum, looksFor, passphrase, place, post, test } from './site/test.js';

test('she joins by letter, writes under an alias, is answered, and the letter leads her back', async ({
	comes,
}) => {
	const mother = await comes();
	const email = `${unique()}@example.org`;
	const name = `Alma ${unique()}`;

	await mother.opens('/sign-up');
	await mother.page.getByLabel('Mail address').fill(email);
	await mother.page.getByLabel('The name others see').fill(name);
	await mother.page.getByLabel('Password').fill(passphrase);
	await mother.page.getByLabel('I am 18 or older').check();
	await mother.page.getByRole('button', { name: 'Send me the letter' }).click();
	await expect(mother.page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();

	const welcome = await forum.letterTo(email, ({ text }) => text.includes('token='));
	expect(welcome.text).toContain('/verify?token=');
	await mother.opens(welcome.link('/verify?token='));
	await mother.page.getByRole('button', { name: 'Come in' }).click();
	await expect(place(mother.page, 'Sign in')).toHaveCount(0);

	const title = `The lift, and ${unique()}`;
	const words = 'I got the promotion, and I was happy for as long as it takes to walk to the lift.';
	await place(mother.page, 'Write').click();
	await mother.page.getByLabel('What would you like to say?').fill(words);
	await mother.page.getByText('Without a title').click();
	await mother.page.getByLabel('Title', { exact: true }).fill(title);
	const send = mother.page.getByRole('button', { name: /^Post as/ });
	const alias = (await send.innerText()).replace(/^Post as\s*/, '').trim();
	expect(alias).not.toContain(name);
	await send.click();
	await mother.page.waitForURL(/\/t\/[1-9A-HJ-NP-Za-km-z]{11}$/);
	const thread = new URL(mother.page.url()).pathname;
	await expect(mother.page.getByRole('heading', { name: title })).toBeVisible();
	await expect(post(mother.page, 1)).toContainText(alias);
	await expect(post(mother.page, 1)).toContainText(words);
	await expect(mother.page).toHaveTitle('Notes');

	// Somebody else finds it on the front page, nods, and answers under her name.
	const friend = await forum.member('Ruth');
	const other = await comes();
	await other.signsIn(friend);
	await (await looksFor(other.page, title)).click();
	await expect(post(other.page, 1)).toContainText(alias);
	await expect(other.page.getByText(name)).toHaveCount(0);
	await post(other.page, 1)
		.getByRole('button', { name: /^Same here/ })
		.click();
	await expect(post(other.page, 1)).toContainText('You feel the same.');
	await other.page.getByLabel('Your answer').fill('So was I. **Both** lifts were slow.');
	await other.page.locator('#reply').getByText('Change').first().click();
	await other.page.locator('#reply').getByLabel(friend.name).check();
	await other.page.getByRole('button', { name: `Answer as ${friend.name}` }).click();
	await expect(post(other.page, 2)).toContainText('So was I. Both lifts were slow.');
	await expect(post(other.page, 2)).toContainText(friend.name);

	// She is told, in her notices and by a letter that gives nothing away on a lock screen.
	await place(mother.page, 'Notices').click();
	await expect(mother.page.getByRole('heading', { name: 'New', exact: true })).toBeVisible();
	await mother.page.getByRole('link', { name: `${friend.name} answered in ${title}` }).click();
	await expect(post(mother.page, 2)).toContainText('So was I.');
	await expect(post(mother.page, 1)).toContainText('Someone else feels the same.');
	await mother.opens('/notices');
	await expect(mother.page.getByText('You have seen them all.')).toBeVisible();

	const letter = await forum.letterTo(email, (one) => one.header('list-id') !== '');
	expect(letter.header('list-id')).toContain('replies.');
	for (const secret of [title, alias, name, friend.name]) {
		expect(letter.subject).not.toContain(secret);
		expect(letter.from).not.toContain(secret);
	}
	await mother.opens(letter.link(thread));
	await expect(post(mother.page, 2)).toContainText('So was I. Both lifts were slow.');
	await expect(mother.page.getByLabel('Your answer')).toBeVisible();
});

test('a letter can be asked for instead of a password', async ({ comes }) => {
	const member = await forum.member('Joan');
	const person = await comes();
	await person.opens('/sign-in');
	const form = person.page
		.locator('form')
		.filter({ has: person.page.getByRole('button', { name: 'Mail me a link' }) });
	await form.getByLabel('Mail address').fill(member.email);
	await form.getByRole('button', { name: 'Mail me a link' }).click();
	await expect(person.page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
	const letter = await forum.letterTo(member.email, ({ text }) => text.includes('/sign-in/link?token='));
	await person.opens(letter.link('/sign-in/link?token='));
	await person.page.getByRole('main').getByRole('button').click();
	await person.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
	await person.opens('/me');
	await expect(person.page.getByRole('heading', { name: member.name })).toBeVisible();
});

test('two quick taps post once', async ({ comes }) => {
	const author = await forum.member('Nora');
	const { id } = await forum.thread(author);
	const answering = await forum.member('Petra');
	const person = await comes();
	await person.signsIn(answering, `/t/${id}`);
	await person.page.getByLabel('Your answer').fill('Once is enough.');
	await person.page.getByRole('button', { name: /^Answer as/ }).dblclick();
	await expect(post(person.page, 2)).toContainText('Once is enough.');
	await person.opens(`/t/${id}`);
	await expect(person.page.getByText('Once is enough.')).toHaveCount(1);
});
