import { unique, type Member } from './site/forum.js';
import { expect, forum, test } from './site/test.js';

/** A reply under an alias that somebody reported; the case's path at the desk. */
async function reported(
	rude: Member,
	moderator: Member,
): Promise<{ thread: string; path: string; alias: string }> {
	const author = await forum.member('Hanna');
	const thread = await forum.thread(author);
	const words = `You should be ashamed, ${unique()}.`;
	const answer = await forum.call<{ number: number; voice: { name: string } }>(
		'POST',
		`/threads/${thread.id}/posts`,
		{ body: words, voice: 'alias' },
		rude.token,
	);
	await forum.call(
		'POST',
		`/threads/${thread.id}/posts/${answer.number}/reports`,
		{ reason: 'abuse' },
		author.token,
	);
	const cases = await forum.call<{ items: { id: string; thread: string }[] }>(
		'GET',
		'/moderation/cases?state=open&limit=100',
		undefined,
		moderator.token,
	);
	const found = cases.items.find((one) => one.thread === thread.id);
	return { thread: thread.id, path: `/moderation/${found?.id}`, alias: answer.voice.name };
}

test('a moderator suspends whoever is behind an alias, and she reads why', async ({
	comes,
	scripted,
	expects,
}) => {
	expects(/status of 403/);
	const [rude, moderator] = [await forum.member('Bert'), await forum.moderator('Maud')];
	const { thread, path, alias } = await reported(rude, moderator);
	const member = await comes();
	await member.signsIn(rude, `/t/${thread}`);
	await expect(member.page.getByRole('button', { name: /^Answer as/ })).toBeVisible();

	const desk = await comes();
	await desk.signsIn(moderator, path);
	await expect(desk.page.getByText('nothing was decided against whoever wrote this')).toBeVisible();
	await desk.page.getByRole('button', { name: 'Take this case' }).click();
	await desk.page.getByLabel('Remove').check();
	await desk.page.getByLabel('Also').selectOption('suspend');
	const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
	await desk.page.getByLabel('Until').fill(day);
	await desk.page.getByLabel('The rule it is about').selectOption('kindness');
	await desk.page.getByLabel('The facts').fill('Says that a mother should be ashamed.');
	await desk.page.getByLabel('To its author').fill('Please take a break.');
	if (!scripted) await desk.page.getByRole('button', { name: 'Read it once more' }).click();
	await expect(desk.page.getByText(`Whoever writes as ${alias} is out at once`)).toBeVisible();
	await desk.page.getByRole('button', { name: 'Remove it' }).click();
	await expect(desk.page.getByText('Done. Everybody concerned is told.')).toBeVisible();
	await expect(desk.page.getByText(/^Suspended until/)).toBeVisible();
	await expect(desk.page.getByText('one decision went against whoever wrote this')).toBeVisible();
	await expect(desk.page.getByText(rude.name)).toHaveCount(0);

	// She is out at once: she sees what everybody sees, and what is open to her.
	await member.opens(`/t/${thread}`);
	await expect(member.page.getByText('Your account is suspended')).toBeVisible();
	await expect(member.page.getByRole('button', { name: /^Answer as/ })).toHaveCount(0);
	await member.opens('/notices');
	await expect(member.page.getByRole('heading', { name: 'Your account is suspended' })).toBeVisible();
	await expect(member.page.getByRole('link', { name: 'Your data' })).toBeVisible();
	await member.page.getByRole('link', { name: 'Read the decisions about you' }).click();
	const statement = member.page.getByRole('article').first();
	await expect(statement).toContainText('Your account is suspended until');
	await expect(statement).toContainText('Says that a mother should be ashamed.');

	// Undone, she is back.
	await desk.page.getByRole('button', { name: 'Undo this decision' }).click();
	await expect(desk.page.getByText('Undone.', { exact: true })).toBeVisible();
	await member.opens(`/t/${thread}`);
	await expect(member.page.getByRole('button', { name: /^Answer as/ })).toBeVisible();
});

test('a muted member reads a sentence instead of a failure, and keeps her words', async ({ comes }) => {
	const [rude, moderator] = [await forum.member('Bert'), await forum.moderator('Maud')];
	const { thread, path } = await reported(rude, moderator);
	const id = path.split('/').pop();
	await forum.call('POST', `/moderation/cases/${id}/claim`, {}, moderator.token);
	const verdict = { action: 'keep', rule: 'kindness', facts: 'Harsh.', message: 'Take a break.' };
	await forum.call(
		'POST',
		`/moderation/cases/${id}/decision`,
		{ ...verdict, sanction: { kind: 'mute' } },
		moderator.token,
	);
	const member = await comes();
	await member.signsIn(rude, `/t/${thread}`);
	await expect(member.page.getByText('You can read here, and until')).toBeVisible();
	await expect(member.page.getByRole('button', { name: /^Answer as/ })).toHaveCount(0);
	await member.page.getByLabel('Your answer').fill('I am sorry for that.');
	await member.page.getByRole('button', { name: 'Keep for later' }).first().click();
	await expect(member.page.getByLabel('Your answer')).toHaveValue('I am sorry for that.');
	await member.opens('/write');
	await expect(member.page.getByText('You can read here, and until')).toBeVisible();
	await expect(member.page.getByRole('button', { name: /^Post as/ })).toHaveCount(0);
	await member.opens('/decisions');
	await expect(member.page.getByRole('article').first()).toContainText('You read and cannot write until');
});

test('two admins open a name, and the member sees that it happened', async ({ comes }) => {
	const [rude, first, second] = [
		await forum.member('Bert'),
		await forum.admin('Alma'),
		await forum.admin('Berit'),
	];
	const { path, alias } = await reported(rude, first);
	const reason = `A threat against a child, ${unique()}.`;

	const asker = await comes();
	await asker.signsIn(first, path);
	await asker.page.getByRole('link', { name: 'Ask for the name behind it' }).click();
	await expect(asker.page.getByText(`Who is behind ${alias}?`)).toBeVisible();
	await asker.page.getByLabel('The reason').fill(reason);
	await asker.page.getByRole('button', { name: 'Ask for the name' }).click();
	await expect(asker.page.getByText('Asked. All other staff are told.')).toBeVisible();
	const line = asker.page.getByRole('listitem').filter({ hasText: reason });
	await expect(line).toContainText('Another admin has to agree');
	await expect(line.getByRole('button', { name: 'Agree, and open it now' })).toHaveCount(0);

	const other = await comes();
	await other.signsIn(second, '/notices');
	await expect(other.page.getByText('An admin asked for the name behind a voice').first()).toBeVisible();
	await other.opens('/moderation/openings');
	const same = other.page.getByRole('listitem').filter({ hasText: reason });
	await same.getByRole('button', { name: 'Agree, and open it now' }).click();
	await expect(other.page.getByText('The name is open now')).toBeVisible();

	await asker.opens('/moderation/openings');
	await expect(asker.page.getByText(rude.name)).toHaveCount(0);
	await line.getByRole('link', { name: 'Read the name' }).click();
	await expect(asker.page.getByText(rude.name)).toBeVisible();
	await asker.opens('/moderation/log');
	await expect(asker.page.getByText('read an opened name').first()).toBeVisible();

	await forum.letterTo(rude.email, ({ text }) => text.includes('opened the name behind'));
	const member = await comes();
	await member.signsIn(rude, '/decisions');
	await expect(member.page.getByRole('heading', { name: 'Names that were opened' })).toBeVisible();
	await expect(member.page.getByText(reason)).toBeVisible();
	await member.opens('/notices');
	await expect(member.page.getByText('An admin opened the name behind what you wrote')).toBeVisible();
});
