import { api, type Caller } from '#lib/api/client.js';
import type { Helpline, Listing, Me } from '#lib/api/types.js';
import { countries } from '#lib/accounts/places.js';

interface Helplines extends Listing<Helpline> {
	emergency: { country: string | null; numbers: string[] } | null;
}

/**
 * The lines of the country that was asked for, else of the member's own; `lines` is null while the API does not answer.
 *
 * @param asked two letters, as somebody chose them; null where nobody did
 */
export async function helplinesFor(event: Caller & { locals: App.Locals }, asked: string | null) {
	const forum = api(event);
	const own = asked === null && event.locals.member ? (await forum.glance<Me>('/me'))?.country : null;
	const all = countries();
	const country = all.find(({ code }) => code === (asked ?? own))?.code ?? '';
	const found = await forum.glance<Helplines>('/helplines', { country, limit: 100 });
	return { country, countries: all, lines: found?.items ?? null, emergency: found?.emergency ?? null };
}
