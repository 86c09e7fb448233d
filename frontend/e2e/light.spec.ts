import { expect, forum, test } from './site/test.js';

/** What the first view of a thread may weigh over the wire, in bytes (promise 9). */
const budget = 60_000;

const words = (
	'the a my her his our it she he nobody somebody kitchen table cup morning night three hours sleep letter door train desk ' +
	'meeting nursery milk bottle bread coat rain street sister mother partner doctor neighbour remember forgot carried ' +
	'waited laughed cried said thought wanted stood sat walked called answered slept woke and but because until while then ' +
	'afterwards perhaps always never once again quietly nearly too much enough tired glad angry ashamed lonely warm cold ' +
	'small long ordinary good bad alone together without with under behind before between about for from into over'
).split(' ');

/** Words in an order that no packer knows beforehand, as real letters have; the same in every run. */
function* paragraphs() {
	let seed = 7;
	const next = () => (seed = (seed * 48_271) % 2_147_483_647);
	for (;;) yield Array.from({ length: 70 }, () => words[next() % words.length]).join(' ') + '.';
}

test('the first view of a full page of a thread is light', async ({ comes, scripted }) => {
	const saying = paragraphs();
	const say = () => saying.next().value as string;
	const author = await forum.member('Isa');
	const thread = await forum.thread(author, {
		body: [say(), say(), say(), say()].join('\n\n'),
	});
	const answering = await forum.member('Anke');
	for (let number = 0; number < 19; number += 1) {
		await forum.answer(answering, thread.id, `The ${number}th: ${say()}`, {
			voice: number % 2 ? 'named' : 'alias',
		});
	}

	const person = await comes();
	const wire = await person.context.newCDPSession(person.page);
	const weights = new Map<string, { url: string; bytes: number }>();
	await wire.send('Network.enable');
	wire.on('Network.responseReceived', ({ requestId, response }) =>
		weights.set(requestId, { url: response.url, bytes: 0 }),
	);
	wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const one = weights.get(requestId);
		if (one) one.bytes = encodedDataLength;
	});
	await person.page.goto(`/t/${thread.id}`, { waitUntil: 'networkidle' });
	await expect(person.page.getByText('The 18th:')).toBeVisible();
	const rows = [...weights.values()].sort((one, other) => other.bytes - one.bytes);
	const total = rows.reduce((sum, { bytes }) => sum + bytes, 0);
	console.log(
		`first view of a thread: ${total} bytes in ${rows.length} answers\n` +
			rows.map(({ url, bytes }) => `  ${String(bytes).padStart(6)} ${new URL(url).pathname}`).join('\n'),
	);
	expect(total).toBeLessThanOrEqual(budget);
	expect(total).toBeGreaterThan(scripted ? 15_000 : 2_000);
	for (const { url } of rows) expect(new URL(url).origin).toBe(forum.site);
});

test('a page that was drawn for others is never older than what was written since', async ({
	comes,
	expects,
}) => {
	expects(/404/);
	const author = await forum.member('Isa');
	const thread = await forum.thread(author, { voice: 'named' });
	const { page } = await comes();
	// Drawn twice, so that the next look finds a page that is kept.
	for (let look = 0; look < 3; look += 1) {
		await page.goto(`/t/${thread.id}`);
		await expect(page.getByRole('heading', { level: 1 })).toContainText('The blue cup');
	}
	for (let number = 0; number < 3; number += 1) {
		const words = `A cup is a cup, and you are you, ${number}.`;
		const { number: place } = await forum.answer(author, thread.id, words);
		await page.goto(`/t/${thread.id}`);
		await expect(page.getByText(words)).toBeVisible();
		await forum.call('DELETE', `/threads/${thread.id}/posts/${place}`, undefined, author.token);
		await page.goto(`/t/${thread.id}`);
		await expect(page.getByText(words)).toHaveCount(0);
	}
	await forum.call('PATCH', `/threads/${thread.id}`, { audience: 'members' }, author.token);
	await page.goto(`/t/${thread.id}`);
	await expect(page.getByText('It broke this morning')).toHaveCount(0);
});
