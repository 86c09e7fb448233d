import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import adapter from './server/adapter.js';

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
					// The nonce is for the two scripts in the page, 'self' for the files that they ask for.
					'script-src': ['self'],
					'style-src': ['self'],
					// The one style attribute there is: SvelteKit's own, which hides its line for screen readers.
					'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
					'img-src': ['self'],
					'font-src': ['none'],
					'connect-src': ['self'],
					'form-action': ['self'],
					'frame-ancestors': ['none'],
					'base-uri': ['none'],
					'manifest-src': ['self'],
					'require-trusted-types-for': ['script'],
					'trusted-types': ['svelte-trusted-html', 'sveltekit-trusted-url', 'goodenough-words'],
				},
			},
			// A phone at night asks for nothing that its reader did not ask for.
			version: { pollInterval: 0 },
		}),
	],
	build: { sourcemap: false },
	test: { include: ['src/**/*.test.ts', 'server/**/*.test.ts'] },
});
