import { copyFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import node from '@sveltejs/adapter-node';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * The Node adapter with our own front door: `node build` starts `entry.js` of this folder, which
 * knows ORIGIN at run time (the adapter itself only knows it at build time), compresses pages and
 * hands the paths that mail programs call to the API.
 *
 * @returns {import('@sveltejs/kit').Adapter}
 */
export default function adapter() {
	const inner = node({ out: 'build', precompress: true });
	return {
		...inner,
		name: 'goodenough',
		async adapt(builder) {
			await inner.adapt(builder);
			for (const file of readdirSync(here)) {
				if (file.endsWith('.js') && file !== 'adapter.js') {
					copyFileSync(join(here, file), join('build', file === 'entry.js' ? 'index.js' : file));
				}
			}
		},
	};
}
