import { unique } from './site/forum.js';
import { expect, forum, test } from './site/test.js';

test('she changes her name and country, and help speaks of that country', async ({ comes, expects }) => {
	expects(/status of 422/);
	const [member, other] = [await forum.member('Paula'), await forum.member('Selma')];
	const person = await comes();
	await person.signsIn(member, '/settings');
	const you = person.page.locator('#you');

	await you.getByLabel('Your name').fill(other.name);
	await you.getByRole('button', { name: 'Keep changes' }).click();
	await expect(you.getByText(/Please choose another/)).toBeVisible();
	await expect(you.getByLabel('Your name')).toHaveValue(other.name);

	const name = `Paula ${unique()}`;
	await you.getByLabel('Your name').fill(name);
	await you.getByLabel('Country').selectOption('DE');
	await you.getByLabel('Time zone').selectOption('Europe/Berlin');
	await you.getByRole('button', { name: 'Keep changes' }).click();
	await expect(you.getByText('Kept.')).toBeVisible();
	await person.opens('/me');
	await expect(person.page.getByRole('heading', { name })).toBeVisible();

	await person.opens('/help');
	await expect(person.page.getByRole('heading', { name: 'Emergency, Germany' })).toBeVisible();
	await expect(person.page.getByRole('link', { name: 'Call 112' })).toHaveAttribute('href', 'tel:112');
	await person.page.getByLabel('Country').selectOption('GB');
	await person.page.getByRole('button', { name: 'Show' }).click();
	await expect(person.page.getByRole('link', { name: 'Call 999' })).toHaveAttribute('href', 'tel:999');
});

test('she signs out a device she left somewhere', async ({ comes }) => {
	const member = await forum.member('Undine');
	const [here, there] = [await comes(), await comes()];
	await there.signsIn(member);
	await here.signsIn(member, '/settings');
	const sessions = here.page.locator('#sessions');
	await expect(sessions.getByText('This device')).toHaveCount(1);
	// Signing up left one more, which this test holds by its token only.
	await sessions.getByRole('button', { name: 'Sign out everywhere else' }).click();
	await expect(sessions.getByText('Signed out everywhere else.')).toBeVisible();
	await expect(sessions.getByText('You are signed in nowhere else.')).toBeVisible();
	await there.opens('/settings');
	await expect(there.page).toHaveURL(/\/sign-in/);
	await here.opens('/settings');
	await expect(here.page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('a new password comes by letter', async ({ comes }) => {
	const member = await forum.member('Thea');
	const person = await comes();
	await person.signsIn(member, '/settings');
	await person.page.getByRole('button', { name: 'Send me the letter' }).click();
	await expect(person.page.getByText(`on its way to ${member.email}`)).toBeVisible();
	const letter = await forum.letterTo(member.email, ({ text }) => text.includes('/reset?token='));
	await person.opens(letter.link('/reset?token='));
	await person.page.getByLabel('New password').fill('nine spoons and a kettle');
	await person.page.getByLabel('Once more').fill('nine spoons and a kettle');
	await person.page.getByRole('button', { name: 'Use this password' }).click();
	await expect(person.page.getByRole('heading', { name: 'You have a new password' })).toBeVisible();
	await person.opens('/settings');
	await expect(person.page).toHaveURL(/\/sign-in/);
});

test('what she chooses before a page has woken up stays chosen', async ({ comes, scripted }) => {
	test.skip(!scripted, 'without script a page never wakes up');
	const { page, signsIn } = await comes();
	await signsIn(await forum.member('Wanda'));
	await page.route('**/_app/**/*.js', async (route) => {
		await new Promise((done) => setTimeout(done, 700));
		await route.continue();
	});
	await page.goto('/settings', { waitUntil: 'commit' });
	const [you, home] = [page.locator('#you'), page.locator('#home')];
	await you.getByLabel('Your name').fill('Wanda early');
	await you.getByLabel('Country').selectOption('DE');
	await home.locator('input[type=checkbox]').nth(1).check({ force: true });
	await home.locator('input[type=checkbox]').first().uncheck({ force: true });
	await page.waitForLoadState('networkidle');
	await expect(you.getByLabel('Your name')).toHaveValue('Wanda early');
	await expect(you.getByLabel('Country')).toHaveValue('DE');
	await expect(home.locator('input[type=checkbox]').nth(1)).toBeChecked();
	await expect(home.locator('input[type=checkbox]').first()).not.toBeChecked();
});
