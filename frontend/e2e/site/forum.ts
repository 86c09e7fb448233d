import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { letters, letterTo, type Letter } from './letters.js';

export const passphrase = 'a kettle and seven spoons';

/** A member made through the API, to prepare a story; she can sign in with `passphrase`. */
export interface Member {
	name: string;
	email: string;
	token: string;
}

export interface MadeThread {
	id: string;
	title: string;
	voice: { id: string; name: string };
}

const told = (name: string): string => {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set: the stories run by \`npm run e2e\`.`);
	return value;
};

let count = 0;

/** A word nobody else in this run has: names and addresses are unique, and titles are found by it. */
export function unique(): string {
	count += 1;
	const letters = 'bcdfghjklmnpqrstvwz';
	const counted = [...String(count)].map((digit) => letters[Number(digit)]).join('');
	const random = () => letters[Math.floor(Math.random() * letters.length)] ?? 'b';
	return `${random()}o${random()}a${random()}e${random()}i${random()}u${counted}`;
}

/** The running site, and a hand behind the curtain to prepare it. */
export const forum = {
	get site() {
		return told('E2E_SITE');
	},
	get away() {
		return told('E2E_AWAY');
	},
	get mail() {
		return join(told('E2E_FOLDER'), 'mail');
	},

	letters: (): Promise<Letter[]> => letters(forum.mail),
	letterTo: (email: string, fits: (letter: Letter) => boolean, seconds?: number) =>
		letterTo(forum.mail, email, fits, seconds),

	async call<T>(method: string, path: string, body?: unknown, token?: string): Promise<T> {
		const response = await fetch(`${told('E2E_API')}/api/v1${path}`, {
			method,
			headers: {
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...(token ? { authorization: `Bearer ${token}` } : {}),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return (text ? JSON.parse(text) : null) as T;
	},

	async member(name: string): Promise<Member> {
		const email = `${unique()}@example.org`;
		const shown = `${name} ${unique()}`;
		await forum.call('POST', '/accounts', {
			email,
			password: passphrase,
			name: shown,
			time_zone: 'Europe/London',
		});
		const letter = await forum.letterTo(email, ({ text }) => text.includes('token='));
		const token = /token=([\w.~-]+)/.exec(letter.text)?.[1];
		const session = await forum.call<{ access_token: string }>('POST', '/accounts/verify', { token });
		return { name: shown, email, token: session.access_token };
	},

	listener: (name: string): Promise<Member> => staff(name, 'listener'),
	professional: (name: string): Promise<Member> => staff(name, 'professional'),
	moderator: (name: string): Promise<Member> => staff(name, 'moderator'),
	admin: (name: string): Promise<Member> => staff(name, 'admin'),

	async thread(by: Member, more: Record<string, unknown> = {}): Promise<MadeThread> {
		const title = `The blue cup, and ${unique()}`;
		const offer = await forum.call<{ ticket: string }>('GET', '/voice', undefined, by.token);
		return forum.call<MadeThread>(
			'POST',
			'/threads',
			{
				space: 'hard-days',
				title,
				body: 'It broke this morning, and I stood there longer than one stands for a cup.',
				voice: 'alias',
				ticket: offer.ticket,
				need: 'just_listen',
				notes: [],
				audience: 'public',
				...more,
			},
			by.token,
		);
	},

	async answer(
		by: Member,
		thread: string,
		body: string,
		more: Record<string, unknown> = {},
	): Promise<{ number: number }> {
		return forum.call('POST', `/threads/${thread}/posts`, { body, voice: 'named', ...more }, by.token);
	},

	/** Waits until search knows a word: the worker reads what was written a moment later. */
	async indexed(word: string): Promise<void> {
		for (let look = 0; look < 60; look += 1) {
			const found = await forum.call<{ items: unknown[] }>('GET', `/search?q=${encodeURIComponent(word)}`);
			if (found.items.length > 0) return;
			await new Promise((resolve) => setTimeout(resolve, 250));
		}
		throw new Error('search does not know what was written');
	},
};

async function staff(
	name: string,
	role: 'listener' | 'professional' | 'moderator' | 'admin',
): Promise<Member> {
	const member = await forum.member(name);
	execFileSync(told('E2E_PROGRAM'), ['admin', 'role', member.email, role], {
		cwd: told('E2E_FOLDER'),
		env: JSON.parse(told('E2E_SETTINGS')) as NodeJS.ProcessEnv,
	});
	// The role stands in the session: a new one knows it.
	const session = await forum.call<{ access_token: string }>('POST', '/sessions', {
		email: member.email,
		password: passphrase,
	});
	return { ...member, token: session.access_token };
}
