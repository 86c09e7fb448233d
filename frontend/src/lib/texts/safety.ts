import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** The help page. Nothing here is a number: numbers come from the API, which reads them from one checked list. */

export const helpTexts = lazy({
	title: m.safety_help_title,
	lead: m.safety_help_lead,
	emergency: (country: string) => m.safety_help_emergency({ country }),
	emergencyAnywhere: m.safety_help_emergency_anywhere,
	call: m.safety_help_call,
	text: m.safety_help_text,
	open: m.safety_help_open,
	callNamed: (name: string, number: string) => m.safety_help_call_named({ name, number }),
	textNamed: (name: string, number: string) => m.safety_help_text_named({ name, number }),
	openNamed: (name: string) => m.safety_help_open_named({ name }),
	noBill: m.safety_help_no_bill,
	onBill: m.safety_help_on_bill,
	free: m.safety_help_free,
	crisisTitle: m.safety_help_crisis_title,
	listenTitle: m.safety_help_listen_title,
	worldwide: m.safety_help_worldwide,
	pick: m.safety_help_pick,
	show: m.safety_help_show,
	anywhere: m.safety_help_anywhere,
	none: (country: string) => m.safety_help_none({ country }),
	noneHere: m.safety_help_none_here,
	failed: m.safety_help_failed,
	withoutNetwork: m.safety_help_without_network,
	note: m.safety_help_note,
	seen: m.safety_help_seen,
	/** How the directory says when somebody is there. */
	hours: { 'day and night': m.safety_help_hours_day_and_night } as Record<string, () => string>,
	topics: {
		listening: m.safety_help_topics_listening,
		parents: m.safety_help_topics_parents,
		abuse: m.safety_help_topics_abuse,
	} as Record<string, () => string>,
});
