import type { MailSettings, Often } from '#lib/api/types.js';

/** What stands in the form of her choices about letters. */
export interface Chosen {
	replies: Often;
	followed: Often;
	digest: Often;
	discreet: boolean;
	reply_by_mail: boolean;
	/** Whether there are quiet hours. */
	quiet: boolean;
	quiet_from?: string | null;
	quiet_to?: string | null;
}

/** Quiet hours as they are offered to somebody who has none. */
export const QUIET = { from: '21:00', to: '07:00' } as const;

const OFTEN: readonly Often[] = ['off', 'at_once', 'hourly', 'daily', 'weekly'];

/** Reads the form. What is missing or unknown is the choice that says less or comes less often. */
export function chosen(form: FormData): Chosen {
	const told = (name: string) => String(form.get(name) ?? '');
	const often = (name: string) => OFTEN.find((one) => one === told(name)) ?? 'off';
	const discreet = told('words') !== 'shown';
	return {
		replies: often('replies'),
		followed: often('followed'),
		digest: often('digest'),
		discreet,
		// Ticked once and then hidden by another choice: it does not count.
		reply_by_mail: !discreet && told('reply_by_mail') === 'yes',
		quiet: told('quiet') === 'yes',
		// Some browsers send seconds along.
		quiet_from: told('quiet_from').slice(0, 5),
		quiet_to: told('quiet_to').slice(0, 5),
	};
}

/** The choices as they stand now. */
export function kept(mail: MailSettings): Chosen {
	const { replies, followed, digest, discreet, reply_by_mail, quiet_from, quiet_to } = mail;
	const quiet = Boolean(quiet_from && quiet_to);
	return { replies, followed, digest, discreet, reply_by_mail, quiet, quiet_from, quiet_to };
}

/** What is sent to the API. */
export function changeOf({ quiet, quiet_from, quiet_to, ...choices }: Chosen) {
	return {
		...choices,
		quiet_from: quiet ? quiet_from || QUIET.from : null,
		quiet_to: quiet ? quiet_to || QUIET.to : null,
	};
}

/** Whether any letters come that gather several things. */
export function isGathered({
	replies,
	followed,
	digest,
}: Pick<Chosen, 'replies' | 'followed' | 'digest'>): boolean {
	return [replies, followed, digest].some((often) => ['hourly', 'daily', 'weekly'].includes(often));
}
