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

/** Elements that stand inside a line: what is around them is one word with what is in them. */
const INLINE = /^<\/?(?:em|strong|del|code|a|var|dfn|sup|u)\b/;
const ENTITIES: Record<string, string> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'",
};

/** The words of a post as the API wrote it, without marks, on one line. */
export function plainWords(html: string): string {
	return html
		.replace(/<[^>]*>/g, (tag) => (INLINE.test(tag) ? '' : ' '))
		.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
		.trim()
		.replace(/\s+/g, ' ');
}
