import { createServer, request, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { compressed, encodingFor } from './compression.js';

it('takes Brotli where the browser does, and nothing it refuses', () => {
	expect(encodingFor('gzip, deflate, br, zstd')).toBe('br');
	expect(encodingFor('gzip')).toBe('gzip');
	expect(encodingFor('br;q=0, gzip;q=0.5')).toBe('gzip');
	expect(encodingFor(undefined)).toBeNull();
});

/** Gives back the whole body as it came over the wire, from a server that lives for one request. */
async function fetched(listener: RequestListener): Promise<{ body: Buffer; encoding: string | undefined }> {
	const server = createServer(listener).listen(0, '127.0.0.1');
	await new Promise((ready) => server.once('listening', ready));
	try {
		return await new Promise((resolve, reject) => {
			const { port } = server.address() as AddressInfo;
			const sent = request({ port, host: '127.0.0.1', headers: { 'accept-encoding': 'br' } }, (answer) => {
				const chunks: Buffer[] = [];
				answer.on('data', (chunk: Buffer) => chunks.push(chunk));
				answer.on('end', () =>
					resolve({ body: Buffer.concat(chunks), encoding: answer.headers['content-encoding'] }),
				);
			});
			sent.on('error', reject);
			sent.end();
		});
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

it('lets a writer that waits for the line finish a long page', async () => {
	// SvelteKit writes a chunk and, when told to wait, goes on at `drain`.
	const chunk = 'a page longer than what a stream takes at once '.repeat(2_000);
	const { body, encoding } = await fetched((incoming, outgoing) => {
		const response = compressed(incoming, outgoing);
		response.setHeader('content-type', 'text/html');
		response.writeHead(200);
		let left = 3;
		const next = () => {
			while (left > 0) {
				left -= 1;
				if (!response.write(chunk)) return void response.once('drain', next);
			}
			response.end();
		};
		next();
	});
	expect(encoding).toBe('br');
	expect(brotliDecompressSync(body).toString()).toBe(chunk.repeat(3));
});

it('leaves alone what is compressed already', async () => {
	const { body, encoding } = await fetched((incoming, outgoing) => {
		const response = compressed(incoming, outgoing);
		response.setHeader('content-type', 'text/css');
		response.setHeader('content-encoding', 'identity');
		response.end('p{}');
	});
	expect(encoding).toBe('identity');
	expect(body.toString()).toBe('p{}');
});
