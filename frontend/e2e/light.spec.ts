import { expect, forum, test } from './site/test.js';

/** What the first view of a thread may weigh over the wire, in bytes (promise 9). */
const budget = 60_000;

const paragraph =
	'I put the blue cup on the shelf where nobody reaches it, and then somebody reached it. It is a cup. I know that it is a cup. ' +
	'It was the one thing in this kitchen that was mine before anybody else lived here, and I swept it up and said that it did not matter.';

test('the first view of a full page of a thread is light', async ({ comes, scripted }) => {
	const author = await forum.member('Isa');
	const thread = await forum.thread(author, {
		body: Array.from({ length: 4 }, () => paragraph).join('\n\n'),
	});
	const answering = await forum.member('Anke');
	for (let number = 0; number < 19; number += 1) {
		await forum.answer(answering, thread.id, `The ${number}th: ${paragraph}`, {
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
	await expect(person.page.getByText(`The 18th: ${paragraph}`)).toBeVisible();
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
