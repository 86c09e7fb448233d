// @ts-check
import { copyFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import node from '@sveltejs/adapter-node';

const entry = fileURLToPath(new URL('./entry/', import.meta.url));
const files = ['index.js', 'handing.js', 'packing.js'];

/**
 * adapter-node with our own front door: `node build` starts `entry/index.js`, which knows ORIGIN at
 * run time and hands the two mail addresses to the API. adapter-node itself does neither: it fixes
 * the origin when the site is built, and SvelteKit refuses a form without an Origin header before
 * any hook runs, which is every one-click stop of a mail program.
 *
 * @param {{ out?: string }} [options] `out` is the folder to write, `build` by default.
 * @returns {import('@sveltejs/kit').Adapter}
 */
export default function site({ out = 'build' } = {}) {
	const inner = node({ out, precompress: true });
	return {
		...inner,
		name: 'goodenough-site',
		async adapt(builder) {
			await inner.adapt(builder);
			for (const file of files) copyFileSync(entry + file, `${out}/${file}`);
		}
	};
}
