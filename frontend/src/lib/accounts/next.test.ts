import { describe, expect, it } from 'vitest';
import { safeNext, signInPath } from './next.js';

describe('the way back after signing in', () => {
	it('stays inside this site', () => {
		expect(safeNext('/t/11111111abc?from=21')).toBe('/t/11111111abc?from=21');
		for (const bad of ['https://x.example', '//x.example', '/\\x.example', '/a\\b', '/a\nb', '', null]) {
			expect(safeNext(bad)).toBeNull();
		}
	});
	it('does not lead into a form action', () => {
		expect(signInPath({ pathname: '/t/1', search: '?/reply' })).toBe('/sign-in?next=%2Ft%2F1');
		expect(signInPath({ pathname: '/', search: '' })).toBe('/sign-in');
	});
});
