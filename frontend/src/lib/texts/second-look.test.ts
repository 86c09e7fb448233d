import { expect, test } from 'vitest';
import { linesOf } from './second-look.js';

test('hints are told by kind, each word once', () => {
	const at = { why: 'x', from: 0, to: 1 };
	expect(
		linesOf([
			{ kind: 'name', excerpt: 'Lena', ...at },
			{ kind: 'place', excerpt: 'Ashby', ...at },
			{ kind: 'name', excerpt: 'Lena', ...at },
			{ kind: 'name', excerpt: 'Ida', ...at },
			{ kind: 'small_crowd', why: 'few_here' },
		]),
	).toEqual([
		{ about: 'Names', words: ['Lena', 'Ida'] },
		{ about: 'A place', words: ['Ashby'] },
	]);
});
