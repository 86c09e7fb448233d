import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { held } from './held.js';

const server = createServer((_, response) => response.end('word '.repeat(400)));
let address = '';
beforeAll(async () => {
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());

/** Lets go of everything nobody holds; what depends on that comes a turn later. */
async function forget(): Promise<void> {
	setFlagsFromString('--expose-gc');
	const gc = runInNewContext('gc') as () => void;
	for (let times = 0; times < 5; times += 1) {
		gc();
		await wait(20);
	}
}

test('a body that is handed on is whole, also when its answer was let go meanwhile', async () => {
	const bodies = await Promise.all(Array.from({ length: 20 }, async () => held(await fetch(address)).body));
	await forget();
	for (const body of bodies) expect(await new Response(body).text()).toHaveLength(2000);
});
