import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** How it went: asked once after two weeks, told at the top of the thread. And who is new here. */

export const endingTexts = lazy({
	title: m.endings_ending_title,
	ask: m.endings_ending_ask,
	lead: m.endings_ending_lead,
	field: m.endings_ending_field,
	send: (name: string) => m.endings_ending_send({ name }),
	tell: m.endings_ending_tell,
	place: m.endings_ending_place,
});

export const newcomerTexts = lazy({
	badge: m.endings_newcomer_badge,
	check: m.endings_newcomer_check,
	hint: m.endings_newcomer_hint,
	kind: 'This is one of the first times somebody writes here. A kind word counts double.',
	rules: m.endings_newcomer_rules,
	all: m.endings_newcomer_all,
});

export const againTexts = lazy({
	title: m.endings_again_title,
	lead: m.endings_again_lead,
	worry: m.endings_again_worry,
	sources: m.endings_again_sources,
	search: m.endings_again_search,
	help: m.endings_again_help,
	onward: m.endings_again_onward,
	alone: m.endings_again_alone,
});
