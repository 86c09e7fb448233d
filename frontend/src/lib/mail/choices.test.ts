import { describe, expect, it } from 'vitest';
import { changeOf, chosen, isGathered, kept } from './choices.js';

function form(fields: Record<string, string>): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	return data;
}

const all = { replies: 'at_once', followed: 'daily', digest: 'weekly', words: 'shown', quiet: 'yes' };

describe('what she chooses about letters', () => {
	it('is read from the form', () => {
		expect(chosen(form({ ...all, reply_by_mail: 'yes', quiet_from: '22:30:00', quiet_to: '06:15' }))).toEqual(
			{
				replies: 'at_once',
				followed: 'daily',
				digest: 'weekly',
				discreet: false,
				reply_by_mail: true,
				quiet: true,
				quiet_from: '22:30',
				quiet_to: '06:15',
			},
		);
	});

	it('says little where nothing is said, and wants nothing unknown', () => {
		const read = chosen(form({ replies: 'every second', words: '' }));
		expect(read).toMatchObject({
			replies: 'off',
			followed: 'off',
			digest: 'off',
			discreet: true,
			quiet: false,
		});
	});

	// E-49
	it('is never to answer by mail together with letters that say little', () => {
		expect(chosen(form({ ...all, words: 'little', reply_by_mail: 'yes' })).reply_by_mail).toBe(false);
	});

	// E-38
	it('has both ends of the quiet hours, or none', () => {
		const quiet = chosen(form({ ...all, quiet_from: '', quiet_to: '06:00' }));
		expect(changeOf(quiet)).toMatchObject({ quiet_from: '21:00', quiet_to: '06:00' });
		const none = chosen(form({ ...all, quiet: '', quiet_from: '22:00', quiet_to: '06:00' }));
		expect(changeOf(none)).toMatchObject({ quiet_from: null, quiet_to: null });
		expect(changeOf(none)).not.toHaveProperty('quiet');
	});

	it('is the same when nothing is changed', () => {
		const mail = {
			replies: 'at_once',
			followed: 'daily',
			digest: 'off',
			all_stopped: false,
			discreet: true,
			with_text: false,
			quiet_from: '21:00',
			quiet_to: '07:00',
			reply_by_mail: false,
			reply_by_mail_offered: false,
			status: 'working',
			pause_until: null,
			second_address: null,
		} as const;
		expect(kept(mail)).toMatchObject({ quiet: true, replies: 'at_once', discreet: true });
		expect(kept({ ...mail, quiet_from: null, quiet_to: null }).quiet).toBe(false);
	});

	it('gathers where a letter waits for its time', () => {
		expect(isGathered({ replies: 'at_once', followed: 'off', digest: 'off' })).toBe(false);
		expect(isGathered({ replies: 'at_once', followed: 'daily', digest: 'off' })).toBe(true);
	});
});
