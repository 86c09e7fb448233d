import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';

/** One letter as the recipient has it. */
export interface Letter {
	to: string;
	from: string;
	subject: string;
	text: string;
	html: string;
	header(name: string): string;
	/** The first address in the text that contains these words. */
	link(part: string): string;
}

const read = new Map<string, Letter>();

/** Every letter in the folder, oldest first. */
export async function letters(folder: string): Promise<Letter[]> {
	if (!existsSync(folder)) return [];
	const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.eml'));
	const dated = await Promise.all(
		names.map(async (name) => ({ name: join(folder, name), at: (await stat(join(folder, name))).mtimeMs })),
	);
	dated.sort((one, other) => one.at - other.at || one.name.localeCompare(other.name));
	return Promise.all(dated.map(({ name }) => opened(name)));
}

/** Waits for a letter to this address that fits, and gives the newest one. */
export async function letterTo(
	folder: string,
	address: string,
	fits: (letter: Letter) => boolean,
	seconds = 20,
): Promise<Letter> {
	const until = Date.now() + seconds * 1000;
	for (;;) {
		const found = (await letters(folder)).findLast((one) => one.to === address && fits(one));
		if (found) return found;
		if (Date.now() > until) throw new Error(`No such letter to ${address} within ${seconds} s.`);
		await new Promise((later) => setTimeout(later, 150));
	}
}

async function opened(name: string): Promise<Letter> {
	const known = read.get(name);
	if (known) return known;
	const letter = told(await PostalMime.parse(await readFile(name)));
	read.set(name, letter);
	return letter;
}

function told(mail: Email): Letter {
	const text = mail.text ?? '';
	return {
		to: mail.to?.[0]?.address ?? '',
		from: `${mail.from?.name ?? ''} <${mail.from?.address ?? ''}>`,
		subject: mail.subject ?? '',
		text,
		html: mail.html ?? '',
		header: (name) => mail.headers.find(({ key }) => key === name.toLowerCase())?.value ?? '',
		link: (part) => {
			const found = [...text.matchAll(/https?:\/\/[^\s<>")\]]+/g)].map(([url]) => url.replace(/[.,]$/, ''));
			const fitting = found.find((url) => url.includes(part));
			if (!fitting) throw new Error(`The letter has no address with ${part} in it.`);
			return fitting;
		},
	};
}
