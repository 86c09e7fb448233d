import { expect, test } from 'vitest';
import type { Card, Hidden } from '#lib/api/types.js';
import { hasHiddenWord, keptOut, wanted } from './hiding.js';

const none: Hidden = { voices: [], notes: [], collapsed: [], words: [] };
const voice: Card['voice'] = { id: 'v1', name: 'Quiet Willow', kind: 'alias', seed: 1 };
const card = { voice, notes: [] as Card['notes'], title: 'The blue cup', excerpt: 'It broke this morning.' };
const blocked = (more: Partial<Hidden['voices'][number]>): Hidden => ({
	...none,
	voices: [{ id: 'v9', name: 'Marta', kind: 'named', seed: 2, thread: 't1', ...more }],
});

test('a word is found where a word begins like it', () => {
	for (const [word, text] of [
		['loss', 'After the LOSSES of last year'],
		['time out', 'No time  out for me'],
		['Éclair', 'an éclair'],
		['#metoo', 'so #metoo'],
		['流产', '关于流产的事'],
	] as const)
		expect(hasHiddenWord([word], text), `${word}: ${text}`).toBe(true);
	for (const [word, text] of [
		['loss', 'I floss'],
		['ass', 'In class'],
		['loss', ''],
		['time out', 'timeout'],
	] as const)
		expect(hasHiddenWord([word], text), `${word}: ${text}`).toBe(false);
});

test('a thread stays away for its notes, its words and its voice', () => {
	expect(keptOut(null, card)).toBeNull();
	expect(keptOut(none, card)).toBeNull();
	expect(keptOut({ ...none, notes: ['loss'] }, { ...card, notes: ['eating', 'loss'] })).toBe('topic');
	expect(keptOut({ ...none, words: ['cup'] }, card)).toBe('topic');
	expect(keptOut({ ...none, words: ['broke'] }, { ...card, title: null })).toBe('topic');
	expect(keptOut(blocked({ id: 'v1', kind: 'alias', name: 'Quiet Willow' }), card)).toBe('voice');
});

// an alias is hidden by its id alone; the same two words in another thread are somebody else's.
test('a name is hidden wherever it is written, an alias in its thread', () => {
	const elsewhere = { ...card, voice: { ...voice, id: 'v2' } };
	expect(keptOut(blocked({ id: 'v1', kind: 'alias', name: 'Quiet Willow' }), elsewhere)).toBeNull();
	const named = { ...card, voice: { ...voice, id: 'v3', kind: 'named' as const, name: 'Marta' } };
	expect(keptOut(blocked({}), named)).toBe('voice');
	expect(wanted(blocked({}), [card, named, elsewhere])).toEqual([
		{ ...card, folded: false },
		{ ...elsewhere, folded: false },
	]);
});

test('of what is folded up neither title nor words are left', () => {
	const noted = { ...card, notes: ['loss'] as Card['notes'] };
	const folds = (notes: Card['notes']) => wanted({ ...none, collapsed: notes }, [noted])[0];
	expect(folds(['loss'])).toEqual({ ...noted, title: null, excerpt: null, folded: true });
	expect(folds(['abuse'])).toEqual({ ...noted, folded: false });
	expect(wanted({ ...none, notes: ['loss'], collapsed: ['abuse'] }, [noted])).toEqual([]);
});
