import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** For a hard day: words she kept, one kind sentence a day, and "enough for tonight". Never pushed at anybody. */

export const hardDayTexts = lazy({
	title: m.hard_day_title,
	link: m.hard_day_link,
	linkHint: m.hard_day_link_hint,
	lead: m.hard_day_lead,
	today: m.hard_day_today,
	told: m.hard_day_told,
	by: (name: string) => m.hard_day_by({ name }),
	there: m.hard_day_there,
	another: m.hard_day_another,
	none: m.hard_day_none,
	all: m.hard_day_all,
	letGo: m.hard_day_let_go,
	gone: m.hard_day_gone,
	others: m.hard_day_others,
	write: m.hard_day_write,
	enough: m.hard_day_enough,
	signIn: m.hard_day_sign_in,
});

export const keepTexts = lazy({
	button: m.hard_day_keep_button,
	kept: m.hard_day_keep_kept,
	title: m.hard_day_keep_title,
	lead: (name: string) => m.hard_day_keep_lead({ name }),
	field: m.hard_day_keep_field,
	hint: m.hard_day_keep_hint,
	save: m.hard_day_keep_save,
	back: m.hard_day_keep_back,
	misfit: m.hard_day_keep_misfit,
});

export const nightTexts = lazy({
	title: m.hard_day_night_title,
	offer: m.hard_day_night_offer,
	offerHint: m.hard_day_night_offer_hint,
	lead: m.hard_day_night_lead,
	until: (morning: string) => m.hard_day_night_until({ morning }),
	awake: m.hard_day_night_awake,
	close: m.hard_day_night_close,
});
