import { describe, expect, it } from 'vitest';
import { draftOf } from './draft.js';

describe('a draft', () => {
	it('keeps the words and the choices, and nothing else', () => {
		expect(
			draftOf({
				body: 'a',
				voice: 'alias',
				notes: ['loss', 3],
				in_reply_to: '4',
				key: 'x',
				saved_at: 't',
			}),
		).toEqual({ body: 'a', voice: 'alias', notes: ['loss'], in_reply_to: 4, saved_at: 't' });
	});
	it('is nothing without words', () => {
		expect(draftOf({ body: '  \n', voice: 'alias' })).toBeNull();
		expect(draftOf({ title: 'only a title' })).toMatchObject({ title: 'only a title' });
	});
});
