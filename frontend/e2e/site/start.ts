import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Starts one whole site for all stories: the API on a fresh SQLite file, the built frontend before
 * it, and a neutral page to leave to. What the stories need to know travels in variables. Gives back
 * what ends it all again. A story that needs other settings starts a site of its own, for its worker alone.
 */
export default async function start(): Promise<() => Promise<void>> {
	return startWith({});
}

export async function startWith(more: Record<string, string>): Promise<() => Promise<void>> {
	const api = resolve(process.env.GOODENOUGH_BIN ?? '../target/debug/goodenough');
	const web = resolve('build');
	if (!existsSync(api)) throw new Error(`There is no ${api}: build the API first, or set GOODENOUGH_BIN.`);
	if (!existsSync(join(web, 'index.js'))) throw new Error('There is no build/: run `npm run build` first.');

	const folder = mkdtempSync(join(tmpdir(), 'goodenough-e2e-'));
	const running: ChildProcess[] = [];
	const neutral = createServer((_, response) => {
		response.setHeader('content-type', 'text/html');
		response.end('<!doctype html><title>Weather</title><h1>Weather for tomorrow</h1>');
	});
	const stop = async () => {
		neutral.close();
		neutral.closeAllConnections();
		await Promise.all(running.reverse().map(ended));
		if (!process.env.GOODENOUGH_E2E_KEEP) rmSync(folder, { recursive: true, force: true });
	};

	try {
		const away = await listening(neutral);
		const port = await freePort();
		const site = `http://localhost:${port}`;
		const settings = {
			PATH: process.env.PATH ?? '',
			HOME: folder,
			TZ: 'UTC',
			GOODENOUGH_DATABASE__URL: `sqlite:${folder}/forum.db`,
			GOODENOUGH_KEYS__FOLDER: `${folder}/keys`,
			GOODENOUGH_HTTP__ADDRESS: '127.0.0.1:0',
			GOODENOUGH_HTTP__METRICS_ADDRESS: '127.0.0.1:0',
			GOODENOUGH_SITE__URL: site,
			GOODENOUGH_MAIL__TRANSPORT: 'folder',
			GOODENOUGH_MAIL__FOLDER: `${folder}/mail`,
			GOODENOUGH_MAIL__WAIT: '0',
			GOODENOUGH_LIMITS__ENABLED: 'false',
			// Listeners are called at once, so that no story waits for half an hour.
			GOODENOUGH_LISTENING__FIRST_MINUTES: '0',
			GOODENOUGH_LISTENING__FIRST_MINUTES_AT_NIGHT: '0',
			// As in every test: a hash that costs nothing.
			GOODENOUGH_PASSWORDS__MEMORY_KIB: '8',
			GOODENOUGH_PASSWORDS__PASSES: '1',
			...more,
		};
		const server = spawn(api, ['serve'], { cwd: folder, env: settings });
		running.push(server);
		const address = await said(server, /listening on (http:\/\/\S+)/);
		const pages = spawn(process.execPath, [web], {
			cwd: folder,
			env: {
				PATH: process.env.PATH ?? '',
				HOST: '127.0.0.1',
				PORT: String(port),
				ORIGIN: site,
				GOODENOUGH_API_URL: address,
				GOODENOUGH_LEAVE_URL: `http://127.0.0.1:${away}/`,
			},
		});
		running.push(pages);
		await said(pages, /listening on (\S+)/i);

		process.env.E2E_SITE = site;
		process.env.E2E_API = address;
		process.env.E2E_AWAY = `http://127.0.0.1:${away}/`;
		process.env.E2E_PROGRAM = api;
		process.env.E2E_FOLDER = folder;
		process.env.E2E_SETTINGS = JSON.stringify(settings);
		return stop;
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Waits for a line a program prints, and shows what it printed if it ends before. */
function said(child: ChildProcess, line: RegExp): Promise<string> {
	let printed = '';
	return new Promise((resolve, reject) => {
		const late = setTimeout(() => reject(new Error(`No line ${line} within 30 s:\n${printed}`)), 30_000);
		const hear = (chunk: Buffer) => {
			printed = (printed + chunk.toString()).slice(-20_000);
			const found = line.exec(printed);
			if (found) {
				clearTimeout(late);
				resolve(found[1] ?? '');
			}
		};
		child.stdout?.on('data', hear);
		child.stderr?.on('data', hear);
		child.once('error', reject);
		child.once('exit', (code) => {
			clearTimeout(late);
			reject(new Error(`It ended with ${code} at once:\n${printed}`));
		});
	});
}

/** Asks a program to end, and ends it after ten seconds. */
function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
		child.once('exit', () => {
			clearTimeout(hard);
			resolve();
		});
		child.kill('SIGTERM');
	});
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	return (server.address() as AddressInfo).port;
}

/** A port nobody uses now. The site's address must be known before either program starts. */
async function freePort(): Promise<number> {
	const server = createServer();
	const port = await listening(server);
	await new Promise((closed) => server.close(closed));
	return port;
}
