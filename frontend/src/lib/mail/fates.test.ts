import { describe, expect, it } from 'vitest';
import { bars, byDay, complaintRate, troubles } from './fates.js';

const counts = [
	{ day: '2026-11-22', kind: 'reply', fate: 'sent', reason: null, count: 997 },
	{ day: '2026-11-22', kind: 'digest', fate: 'sent', reason: null, count: 3 },
	{ day: '2026-11-22', kind: 'reply', fate: 'complained', reason: null, count: 2 },
	{ day: '2026-11-20', kind: 'reply', fate: 'bounced', reason: 'full', count: 4 },
	{ day: '2026-11-20', kind: 'digest', fate: 'failed', reason: 'policy', count: 1 },
	{ day: '2026-11-20', kind: 'digest', fate: 'bounced', reason: 'policy', count: 5 },
] as const;

// E-64
describe('what became of letters', () => {
	const days = byDay(counts);

	it('is told day by day, the days without letters too', () => {
		expect(days.map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
		expect(days[2]?.counts).toMatchObject({ sent: 1000, complained: 2, bounced: 0 });
		expect(byDay([])).toEqual([]);
	});

	it('is drawn in stacks that fill the chart and stay in it', () => {
		const drawn = bars(days, 280, 100);
		expect(
			drawn.every(({ x, y, width, height }) => x >= 0 && x + width <= 280 && y > -0.001 && height > 0),
		).toBe(true);
		expect(Math.min(...drawn.map(({ y }) => y))).toBeCloseTo(0);
		expect(bars([], 280, 100)).toEqual([]);
	});

	it('tells the troubles, the most frequent first', () => {
		expect(troubles(counts)).toEqual([
			{ reason: 'policy', count: 6 },
			{ reason: 'full', count: 4 },
		]);
	});

	// E-26
	it('tells how many were called unwanted, of those of a week', () => {
		expect(complaintRate(days, '2026-11-23T10:00:00Z')).toBeCloseTo(0.002);
		expect(complaintRate(days, '2026-11-28T10:00:00Z')).toBeCloseTo(0.002);
		expect(complaintRate(days, '2026-11-29T10:00:00Z')).toBeNull();
	});
});
