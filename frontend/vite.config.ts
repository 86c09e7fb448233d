import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from './server/adapter.js';

/** The one script that stands in every page (src/app.html), as the Content-Security-Policy names it. */
const inline = /<script>([^]*?)<\/script>/.exec(readFileSync('src/app.html', 'utf8'))?.[1] ?? '';
const inlineHash = `sha256-${createHash('sha256').update(inline).digest('base64')}` as const;

export default defineConfig({
	plugins: [
		sveltekit({
			adapter: adapter(),
			compilerOptions: { runes: true },
			// No word of a thread, no foreign host and no inline style gets past this.
			csp: {
				mode: 'nonce',
				directives: {
					'default-src': ['none'],
					// Files of our own, the script in app.html, and, on pages with more script, SvelteKit's own
					// start, which gets a nonce.
					'script-src': ['self', inlineHash],
					'style-src': ['self'],
					// The one style attribute there is: SvelteKit's own, which hides its line for screen readers.
					'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
					'img-src': ['self'],
					'font-src': ['none'],
					'connect-src': ['self'],
					// The one worker keeps the helplines.
					'worker-src': ['self'],
					// One page shows a letter in a frame; no other page of ours lets itself be framed.
					'frame-src': ['self'],
					'form-action': ['self'],
					'frame-ancestors': ['none'],
					'base-uri': ['none'],
					'manifest-src': ['self'],
					'require-trusted-types-for': ['script'],
					'trusted-types': [
						'svelte-trusted-html',
						'sveltekit-trusted-url',
						'goodenough-words',
						'goodenough-offline',
					],
				},
			},
			// A phone at night asks for nothing that its reader did not ask for.
			version: { pollInterval: 0 },
		}),
	],
	build: { sourcemap: false },
	test: { include: ['src/**/*.test.ts', 'server/**/*.test.ts'] },
});
