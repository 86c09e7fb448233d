import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { startWith } from './site/start.js';
import { expect, forum, test } from './site/test.js';
import type { MadeThread, Member } from './site/forum.js';

/** A wave of unwanted posts among good ones, as the issue counts it. */
const wave = { accounts: 50, each: 10, members: 60, kind: 5, threads: 12 };

const sold = [
	'I was tired all the time until my cousin showed me these drops, they changed my life in three days and you can order them with the code',
	'Nobody told me how easy it is to earn money from the sofa while the baby sleeps, ask for the list and begin tonight with the word',
];
const codes = ['lamp', 'moon', 'star', 'tree', 'bird'];

let stop: () => Promise<void>;
const before = { ...process.env };

// Checks rest where limits do: this evening needs a site of its own, where they are on and nobody is slowed.
test.beforeAll(async ({ javaScriptEnabled, isMobile }) => {
	test.skip(javaScriptEnabled === false || isMobile !== true, 'one project is enough for so long an evening');
	test.setTimeout(120_000);
	const wide = [
		'READS_BY_PREFIX',
		'READS_BY_ACCOUNT',
		'WRITES_BY_ACCOUNT',
		'ENTRIES_BY_PREFIX',
		'ENTRIES_BY_ADDRESS',
	];
	stop = await startWith({
		GOODENOUGH_LIMITS__ENABLED: 'true',
		...Object.fromEntries(wide.map((name) => [`GOODENOUGH_LIMITS__${name}`, '1000000'])),
	});
});

test.afterAll(async () => {
	await stop?.();
	Object.assign(process.env, before);
});

/** So many at a time. */
async function all<T, R>(items: readonly T[], work: (item: T, place: number) => Promise<R>): Promise<R[]> {
	const done: R[] = [];
	for (let place = 0; place < items.length; place += 20) {
		const some = items.slice(place, place + 20);
		done.push(...(await Promise.all(some.map((item, offset) => work(item, place + offset)))));
	}
	return done;
}

/** They joined weeks ago: the clock of a story is the real one. */
function joinedWeeksAgo(): void {
	const database = new DatabaseSync(join(process.env.E2E_FOLDER ?? '', 'forum.db'));
	database.exec('PRAGMA busy_timeout = 5000; UPDATE accounts SET joined_day = joined_day - 30');
	database.close();
}

// L-37, L-32: five hundred posts by fifty fresh accounts among three hundred good ones by sixty members.
test('a wave is cleared in a few acts, no good post is lost, and all of it is undone', async ({ comes }) => {
	test.setTimeout(480_000);
	const people = (name: string, count: number) => all([...Array(count).keys()], () => forum.member(name));
	const members: Member[] = await people('Good', wave.members);
	const moderator = await forum.moderator('Maud');
	joinedWeeksAgo();
	const threads: MadeThread[] = await all(members.slice(0, wave.threads), (member) => forum.thread(member));
	const fresh: Member[] = await people('Fresh', wave.accounts);

	let acts = 0;
	const desk = await comes();
	await desk.signsIn(moderator, '/moderation/storm');
	const act = async (name: string | RegExp) => {
		await desk.page.getByRole('button', { name }).first().click();
		acts += 1;
	};
	await act('Switch it on');
	await expect(desk.page.getByText('The storm switch is on')).toBeVisible();

	const threadOf = (place: number) => threads[place % threads.length]?.id ?? '';
	for (let round = 0; round < wave.each; round += 1) {
		await all(fresh, (writer, place) =>
			forum.answer(writer, threadOf(place + round), `${sold[place % 2]} ${codes[(place + round) % 5]}`),
		);
		if (round < wave.kind)
			await all(members, (writer, place) =>
				forum.answer(
					writer,
					threadOf(place * 5 + round),
					`I know this, and sit with you. ${place}, ${round}.`,
				),
			);
	}
	const seen = () =>
		all(threads, async ({ id }) => {
			const page = (from: number) =>
				forum.call<{ items: { state: string; body: string | null }[] }>(
					'GET',
					`/threads/${id}/posts?limit=100&from=${from}`,
				);
			const first = await page(1);
			return first.items.filter(({ state }) => state === 'visible').map(({ body }) => body);
		});
	const good = await seen();
	expect(good.flat().filter((body) => body?.startsWith('I know this'))).toHaveLength(
		wave.members * wave.kind,
	);
	expect(good.flat().filter((body) => /drops|sofa/.test(body ?? ''))).toHaveLength(0);

	// Each group in one look and one act.
	const undone: string[] = [];
	let decided = 0;
	await desk.opens('/moderation/storm');
	acts += 1;
	while ((await desk.page.getByText('Decide about all of them').count()) > 0) {
		await desk.page.getByText('Decide about all of them').first().click();
		acts += 1;
		await act(/^Decide about \d+ posts/);
		// What the act before said may still stand there for a moment.
		const batch = desk.page.locator('input[name="batch"]');
		await expect(batch).not.toHaveValue(undone.at(-1) ?? '', { timeout: 60_000 });
		undone.push(await batch.inputValue());
		const done = desk.page.getByText(/^Done: \d+ decisions in one act/);
		decided += Number(/\d+/.exec((await done.textContent()) ?? '')?.[0]);
		if (acts > 12) break;
	}
	expect(decided).toBe(wave.accounts * wave.each);
	expect(acts).toBeLessThanOrEqual(12);
	expect(await seen()).toEqual(good);

	// Undone completely: everything waits again, as it did.
	await act('Undo all of it');
	await expect(desk.page.getByText(/^Undone: \d+ decisions/)).toBeVisible({ timeout: 60_000 });
	for (const batch of undone.slice(0, -1))
		await forum.call('POST', `/moderation/batches/${batch}/undo`, {}, moderator.token);
	const groups = await forum.call<{ items: { posts: number }[] }>(
		'GET',
		'/moderation/groups',
		undefined,
		moderator.token,
	);
	expect(groups.items.reduce((sum, { posts }) => sum + posts, 0)).toBe(wave.accounts * wave.each);
	expect(await seen()).toEqual(good);
});
