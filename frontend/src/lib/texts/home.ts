import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/**
 * Two pages in plain words: what keeps a visit from being seen at home, and how a name is hidden here.
 * Both say what does not work as clearly as what does: whoever relies on them may be in danger.
 */

export interface Part {
	id: string;
	title: string;
	lines: readonly string[];
}

export const safetyTexts = lazy({
	title: m.home_safety_title,
	lead: m.home_safety_lead,
	leadIs: (lead: string) => m.home_safety_lead_is({ lead }),
	review: (day: string) => m.home_safety_review({ day }),
	danger: m.home_safety_danger,
	parts: (name: string): readonly Part[] => [
		{
			id: 'leave',
			title: m.home_safety_parts_title(),
			lines: [
				m.home_safety_parts_lines(),
				m.home_safety_parts_lines_2({ name }),
				m.home_safety_parts_lines_3(),
				m.home_safety_parts_lines_4(),
			],
		},
		{
			id: 'signing-out',
			title: m.home_safety_parts_title_2(),
			lines: [m.home_safety_parts_lines_5(), m.home_safety_parts_lines_6(), m.home_safety_parts_lines_22()],
		},
		{
			id: 'discretion',
			title: m.home_safety_parts_title_3(),
			lines: [m.home_safety_parts_lines_7({ name }), m.home_safety_parts_lines_8()],
		},
		{
			id: 'not',
			title: m.home_safety_parts_title_4(),
			lines: [
				m.home_safety_parts_lines_9(),
				m.home_safety_parts_lines_10(),
				m.home_safety_parts_lines_11(),
				m.home_safety_parts_lines_12(),
				m.home_safety_parts_lines_13(),
				m.home_safety_parts_lines_14(),
				m.home_safety_parts_lines_15(),
				m.home_safety_parts_lines_16(),
			],
		},
		{
			id: 'safer',
			title: m.home_safety_parts_title_5(),
			lines: [
				m.home_safety_parts_lines_17(),
				m.home_safety_parts_lines_18(),
				m.home_safety_parts_lines_19(),
				m.home_safety_parts_lines_20(),
				m.home_safety_parts_lines_21(),
			],
		},
	],
});

export const hidingTexts = lazy({
	title: m.home_hiding_title,
	lead: m.home_hiding_lead,
	parts: [
		{
			id: 'alias',
			title: m.home_hiding_parts_title,
			lines: [m.home_hiding_parts_lines, m.home_hiding_parts_lines_2, m.home_hiding_parts_lines_3],
		},
		{
			id: 'sealed',
			title: m.home_hiding_parts_title_2,
			lines: [m.home_hiding_parts_lines_4, m.home_hiding_parts_lines_5, m.home_hiding_parts_lines_6],
		},
		{
			id: 'act',
			title: m.home_hiding_parts_title_3,
			lines: [
				m.home_hiding_parts_lines_7,
				m.home_hiding_parts_lines_8,
				m.home_hiding_parts_lines_9,
				m.home_hiding_parts_lines_10,
			],
		},
		{
			id: 'limits',
			title: m.home_hiding_parts_title_4,
			lines: [
				m.home_hiding_parts_lines_11,
				m.home_hiding_parts_lines_12,
				m.home_hiding_parts_lines_13,
				m.home_hiding_parts_lines_14,
				m.home_hiding_parts_lines_15,
				m.home_hiding_parts_lines_16,
				m.home_hiding_parts_lines_17,
			],
		},
	],
	more: m.home_hiding_more,
});
