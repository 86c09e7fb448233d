import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'node_modules/',
			'src/lib/api/schema.d.ts',
			'src/lib/paraglide/',
			'test-results/',
		],
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			// The compiler of TypeScript knows better which names exist.
			'no-undef': 'off',
			'no-console': ['error', { allow: ['error', 'warn'] }],
			// Words of a post come rendered and sanitised from the API; see src/lib/threads/Words.svelte.
			'svelte/no-at-html-tags': 'error',
			// The site is always served from the root, and links are opaque ids built in one place.
			'svelte/no-navigation-without-resolve': 'off',
			// White space between two inline parts is part of a sentence, and the formatter moves it.
			'svelte/no-useless-mustaches': 'off',
			// Names taken out of an object are there to be left behind.
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
			// Nothing here is changed after it was made; see the pages' `csr = false`.
			'svelte/prefer-svelte-reactivity': 'off',
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser } },
	},
	{ files: ['server/**', 'e2e/**'], rules: { 'no-console': 'off' } },
);
