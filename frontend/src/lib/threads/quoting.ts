import type { Post } from '#lib/api/types.js';
import { postPath } from './links.js';

/** Characters of a quotation, at most: more is read where it stands. */
const LONGEST = 1200;

/** A post's words as a quotation in Markdown. Who wrote them is told by the number alone; the server knows the name. */
export function quotationOf({ number, body }: Pick<Post, 'number' | 'body'>): string {
	if (body === null) return '';
	const lines = body
		.split('\n')
		.map((line) => line.trimEnd())
		.filter((line) => line && !line.trimStart().startsWith('>'));
	const words = lines.join('\n');
	const cut = words.length > LONGEST ? `${words.slice(0, words.lastIndexOf(' ', LONGEST))} …` : words;
	return `${[`@${number}`, ...cut.split('\n').filter(Boolean)].map((line) => `> ${line}`).join('\n')}\n\n`;
}

/** Leads mentions of posts that stand on another page to that page; such links are made by the API alone. */
export function withPlaces(html: string, thread: string, here: ReadonlySet<number>): string {
	return html.replace(/(<a class="mention" href=")#n(\d+)"/g, (link, start: string, number: string) =>
		here.has(Number(number)) ? link : `${start}${postPath(thread, Number(number))}"`,
	);
}
