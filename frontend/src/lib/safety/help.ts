import type { Api } from '#lib/api/client.js';
import type { Danger, Helpline, Written } from '#lib/api/types.js';

/** What a card shows: the lines that the writer's words call for, and whom to call when there is no time. */
export interface Help {
	about: Danger;
	lines: Helpline[];
	emergency: string | null;
}

/** The card for the writer of something that was just published, if its words call for one. Kept nowhere. */
export async function helpBeside(forum: Api, written: Written<unknown>): Promise<Help | null> {
	const { help, help_about } = written;
	const [about] = help_about ?? [];
	if (!help?.length || !about) return null;
	const country = help.find((line) => line.country)?.country ?? '';
	const known = await forum.glance<{ emergency: { numbers: string[] } | null }>('/helplines', {
		country,
		limit: 1,
	});
	return { about, lines: help, emergency: known?.emergency?.numbers[0] ?? null };
}
