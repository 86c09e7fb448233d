import { expect, test } from 'vitest';
import type { Notification, Post } from '#lib/api/types.js';
import { noticeLines, type Told } from './lines.js';

const reply = (id: string, number: number, read = false, thread = 'aaaaaaaaaaa'): Notification => ({
	id,
	kind: 'reply',
	thread,
	number,
	read,
	at: `2026-11-2${number}T10:00:00Z`,
});

function told(names: Record<number, string>, state: Post['state'] = 'visible'): ReadonlyMap<string, Told> {
	const posts = Object.entries(names).map(([number, name]): [number, Pick<Post, 'state' | 'voice'>] => [
		Number(number),
		{ state, voice: { id: 'v', name, kind: 'named', seed: 1 } },
	]);
	return new Map([['aaaaaaaaaaa', { title: 'Bread', posts: new Map(posts) }]]);
}

test('unseen answers in one thread are one sentence that opens at the first of them', () => {
	const [line, ...rest] = noticeLines(
		[reply('3', 4), reply('2', 3), reply('1', 2)],
		told({ 2: 'Marta', 3: 'Ines', 4: 'Marta' }),
	);
	expect(rest).toEqual([]);
	expect(line?.sentence).toBe('Marta and Ines answered in');
	expect(line?.title).toBe('Bread');
	expect(line?.href).toBe('/notices/open?to=%2Ft%2Faaaaaaaaaaa%23n2&id=3&id=2&id=1');
});

test('more than three names become two and the rest', () => {
	const [line] = noticeLines(
		[reply('1', 2), reply('2', 3), reply('3', 4), reply('4', 5)],
		told({ 2: 'Marta', 3: 'Ines', 4: 'Joan', 5: 'Ruth' }),
	);
	expect(line?.sentence).toBe('Marta, Ines and two others answered in');
});

test('what is unseen stands first, and what was seen leads there at once', () => {
	const lines = noticeLines([reply('2', 3, true), reply('1', 2)], told({ 2: 'Marta', 3: 'Ines' }));
	expect(lines.map(({ read }) => read)).toEqual([false, true]);
	expect(lines[1]?.href).toBe('/t/aaaaaaaaaaa#n3');
});

test('an answer that was removed is not told by name', () => {
	const [line] = noticeLines([reply('1', 2)], told({ 2: 'Marta' }, 'removed'));
	expect(line?.sentence).not.toContain('Marta');
});

test('a thread she may not see any more has no title', () => {
	const [line] = noticeLines([reply('1', 2)], new Map());
	expect(line?.sentence).toBe('Somebody answered in');
	expect(line?.title).toBe('a thread');
});
