import type { FateCount, LetterFate } from '#lib/api/types.js';

type Fate = LetterFate['fate'];

/** In the order in which they stand in a bar, from below. */
export const FATE_ORDER: readonly Fate[] = ['sent', 'skipped', 'failed', 'bounced', 'complained'];

/** The letters of one day, by what became of them. */
export interface FateDay {
	day: string;
	counts: Record<Fate, number>;
}

const none = (): Record<Fate, number> => ({ sent: 0, skipped: 0, failed: 0, bounced: 0, complained: 0 });

/** Every day from the first that has letters to the last, the quiet ones too. */
export function byDay(counts: readonly FateCount[]): FateDay[] {
	const days = new Map<string, Record<Fate, number>>();
	for (const { day, fate, count } of counts) {
		const there = days.get(day) ?? none();
		there[fate] += count;
		days.set(day, there);
	}
	const known = [...days.keys()].sort();
	const [first, last] = [known[0], known.at(-1)];
	if (!first || !last) return [];
	const all: FateDay[] = [];
	for (const at = new Date(first); at <= new Date(last); at.setUTCDate(at.getUTCDate() + 1)) {
		const day = at.toISOString().slice(0, 10);
		all.push({ day, counts: days.get(day) ?? none() });
	}
	return all;
}

/** Why letters did not arrive, the most frequent first. */
export function troubles(counts: readonly FateCount[]): { reason: string; count: number }[] {
	const sums = new Map<string, number>();
	for (const { reason, count } of counts) {
		if (reason) sums.set(reason, (sums.get(reason) ?? 0) + count);
	}
	return [...sums]
		.map(([reason, count]) => ({ reason, count }))
		.sort((one, other) => other.count - one.count);
}

/** The share of letters of the last seven days that were called unwanted; null where none left (E-26). */
export function complaintRate(days: readonly FateDay[], today: string): number | null {
	const from = new Date(new Date(today.slice(0, 10)).getTime() - 6 * 86_400_000).toISOString().slice(0, 10);
	let [sent, complained] = [0, 0];
	for (const { day, counts } of days) {
		if (day < from) continue;
		sent += counts.sent;
		complained += counts.complained;
	}
	return sent > 0 ? complained / sent : null;
}

export interface Bar {
	x: number;
	y: number;
	width: number;
	height: number;
	fate: Fate;
}

/** The bars of a chart of this size: one stack a day, the highest as high as the chart. */
export function bars(days: readonly FateDay[], width: number, height: number): Bar[] {
	const most = Math.max(
		1,
		...days.map(({ counts }) => FATE_ORDER.reduce((sum, fate) => sum + counts[fate], 0)),
	);
	const room = width / Math.max(days.length, 14);
	return days.flatMap(({ counts }, index) => {
		let top = height;
		return FATE_ORDER.filter((fate) => counts[fate] > 0).map((fate) => {
			const tall = (counts[fate] / most) * height;
			top -= tall;
			return { x: index * room + room * 0.15, y: top, width: room * 0.7, height: tall, fate };
		});
	});
}
