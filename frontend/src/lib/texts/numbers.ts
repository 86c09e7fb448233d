const SMALL = [
	'no',
	'one',
	'two',
	'three',
	'four',
	'five',
	'six',
	'seven',
	'eight',
	'nine',
	'ten',
	'eleven',
	'twelve',
];

/** A number as one would say it: in words up to twelve, in figures after that. */
export function inWords(count: number): string {
	return SMALL[count] ?? count.toLocaleString('en-GB');
}

/** Makes the first letter a capital one. */
export function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "four answers", "one answer", "no answers". */
export function counted(count: number, one: string, many: string): string {
	return `${inWords(count)} ${count === 1 ? one : many}`;
}

/** "loss, abuse and illness". */
export function listed(items: readonly string[]): string {
	if (items.length < 2) return items.join('');
	return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
