import { unique } from './site/forum.js';
import { expect, forum, test } from './site/test.js';

test('she reads the terms and what changed, and consents before her first post; taking it back leads to leaving', async ({
	comes,
}) => {
	const member = await forum.member('Alrun');
	const person = await comes();

	// L-15: from the foot of a page to the terms, and to what a version changed.
	await person.opens('/guidelines');
	await person.page.getByRole('link', { name: 'Terms', exact: true }).first().click();
	await expect(person.page.getByRole('heading', { name: 'Who may write' })).toBeVisible();
	await person.opens('/terms/2026-2');
	await expect(person.page.getByRole('heading', { name: 'What changed' })).toBeVisible();

	const told = await person.page.request.get('/terms/2026-2/data');
	expect((await told.json()).version).toBe('2026-2');

	// L-24: asked with her first post, apart from the terms.
	await person.signsIn(member);
	await person.opens('/write');
	await person.page.getByLabel('What would you like to say?').fill(`The cup, and ${unique()}`);
	await person.page.getByLabel('What I write here may say something about health').check();
	await person.page.getByRole('button', { name: /^Post as/ }).click();
	await person.page.waitForURL(/\/t\//);
	await person.opens('/write');
	await expect(person.page.getByLabel('What I write here may say something about health')).toHaveCount(0);

	await person.opens('/settings#agreed');
	await person.page.getByRole('button', { name: /^Accept/ }).click();
	await expect(person.page.getByText(/You accepted/)).toBeVisible();
	await person.page.getByRole('button', { name: 'Take it back' }).click();
	await expect(person.page.getByRole('link', { name: 'Leave for good' }).first()).toBeVisible();
});

test('nobody joins without saying that she is of age', async ({ comes, expects }) => {
	expects(/422/);
	const person = await comes();
	await person.opens('/sign-up');
	await person.page.getByLabel('Mail address').fill(`${unique()}@example.org`);
	await person.page.getByLabel('The name others see').fill('Asta');
	await person.page.getByLabel('Password').fill('a lantern in the reeds');
	// S-17: a tick, and no date of birth.
	const tick = person.page.getByLabel(/18 or older/);
	await expect(tick).not.toBeChecked();
	await tick.evaluate((box) => box.removeAttribute('required'));
	await person.page.getByRole('button', { name: 'Send me the letter' }).click();
	await expect(person.page.getByLabel('The name others see')).toHaveValue('Asta');
	await tick.check();
	await person.page.getByLabel('Password').fill('a lantern in the reeds');
	await person.page.getByRole('button', { name: 'Send me the letter' }).click();
	await expect(person.page.getByText(/the letter/i).first()).toBeVisible();
});
