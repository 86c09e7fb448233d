import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** The checks and the storm switch: what a moderator reads and presses on a bad evening. */

export const stormTexts = lazy({
	title: m.checks_storm_title,
	lead: m.checks_storm_lead,
	off: m.checks_storm_off,
	on: m.checks_storm_on,
	wait: (minutes: number) => m.checks_storm_wait({ minutes }),
	hours: m.checks_storm_hours,
	begin: m.checks_storm_begin,
	end: m.checks_storm_end,
	groups: m.checks_storm_groups,
	none: m.checks_storm_none,
	group: (posts: number, threads: number, voices: number, answered: number) =>
		m.checks_storm_group({
			posts,
			threads,
			part1: threads === 1 ? m.checks_storm_group_2() : m.checks_storm_group_3(),
			voices,
			part2: voices === 1 ? m.checks_storm_group_4() : m.checks_storm_group_5(),
			answered,
		}),
	show: m.checks_storm_show,
	choose: m.checks_storm_choose,
	choosen: m.checks_storm_choosen,
	action: m.checks_storm_action,
	actions: { remove: m.checks_storm_actions_remove, keep: m.checks_storm_actions_keep } as Record<
		string,
		() => string
	>,
	sanction: m.checks_storm_sanction,
	sanctions: {
		'': m.checks_storm_sanctions,
		warn: m.checks_storm_sanctions_warn,
		mute: m.checks_storm_sanctions_mute,
		suspend: m.checks_storm_sanctions_suspend,
	} as Record<string, () => string>,
	rule: m.checks_storm_rule,
	facts: m.checks_storm_facts,
	factsHint: m.checks_storm_facts_hint,
	factsReady: m.checks_storm_facts_ready,
	decide: (count: number) => m.checks_storm_decide({ count }),
	done: (count: number) => m.checks_storm_done({ count }),
	left: (count: number) => m.checks_storm_left({ count }),
	undo: m.checks_storm_undo,
	undone: (count: number) => m.checks_storm_undone({ count }),
	back: m.checks_storm_back,
});

export const checkTexts = lazy({
	title: m.checks_check_title,
	lead: m.checks_check_lead,
	on: m.checks_check_on,
	off: m.checks_check_off,
	names: {
		link: m.checks_check_names_link,
		number: m.checks_check_names_number,
		repeated: m.checks_check_names_repeated,
		look_alike: m.checks_check_names_look_alike,
		speed: m.checks_check_names_speed,
		first_post: m.checks_check_names_first_post,
	} as Record<string, () => string>,
	most: m.checks_check_most,
	within: m.checks_check_within,
	try: m.checks_check_try,
	tried: (looked: number, held: number, fresh: number, old: number) =>
		m.checks_check_tried({ looked, held, fresh, old }),
	examples: m.checks_check_examples,
	switchOn: m.checks_check_switch_on,
	switchOff: m.checks_check_switch_off,
	admin: m.checks_check_admin,
	post: (number: number) =>
		number === 1 ? m.checks_check_post() : m.checks_check_post_2({ part1: number - 1 }),
});
