import { expect, it } from 'vitest';
import { Shelf } from './shelf.js';

it('is bounded, and what was asked for least goes first', () => {
	const shelf = new Shelf<string>(1000, 100, (text) => text.length);
	for (let n = 0; n < 30; n++) {
		shelf.keep(`${n}`, 'x'.repeat(90));
		expect(shelf.get('0')).toBeDefined();
	}
	expect(shelf.get('1')).toBeUndefined();
	expect(shelf.get('29')).toBeDefined();
	shelf.keep('large', 'x'.repeat(101));
	expect(shelf.get('large')).toBeUndefined();
});

it('forgets what is replaced by something too large, and what is dropped makes room', () => {
	const shelf = new Shelf<string>(200, 100, (text) => text.length);
	shelf.keep('one', 'x'.repeat(100));
	shelf.keep('one', 'x'.repeat(101));
	expect(shelf.get('one')).toBeUndefined();
	shelf.keep('two', 'x'.repeat(100));
	shelf.keep('three', 'x'.repeat(100));
	shelf.drop('two');
	shelf.keep('four', 'x'.repeat(100));
	expect(shelf.get('three')).toBeDefined();
});
