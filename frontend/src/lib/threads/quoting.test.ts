import { expect, test } from 'vitest';
import { quotationOf, withPlaces } from './quoting.js';

test('a quotation names its post by number and leaves out what that quoted', () => {
	expect(quotationOf({ number: 3, body: '> @1\n> Before.\n\nI *cried*.\n\nThen I laughed.\n' })).toBe(
		'> @3\n> I *cried*.\n> Then I laughed.\n\n',
	);
	expect(quotationOf({ number: 3, body: null })).toBe('');
	expect(quotationOf({ number: 3, body: 'word '.repeat(1000) }).length).toBeLessThan(1300);
});

test('mentions lead to the page their post stands on', () => {
	const link = (href: string) => `<p><a class="mention" href="${href}">Ada</a></p>`;
	expect(withPlaces(link('#n3'), 'abc', new Set([3]))).toBe(link('#n3'));
	expect(withPlaces(link('#n3'), 'abc', new Set([21]))).toBe(link('/t/abc#n3'));
	expect(withPlaces(link('#n41'), 'abc', new Set([1]))).toBe(link('/t/abc?from=41#n41'));
});
