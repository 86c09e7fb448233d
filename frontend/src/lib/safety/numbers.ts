/** A number as a telephone takes it: "1-833-852-6262" → "tel:18338526262". */
export function callLink(number: string): string {
	return `tel:${dialled(number)}`;
}

/** A text message: "988", or "HOME to 741741" where a first word is needed. */
export function textLink(text: string): string {
	const [, word, number] = /^(.+?) to (.+)$/.exec(text) ?? [];
	return word && number ? `sms:${dialled(number)}?body=${encodeURIComponent(word)}` : `sms:${dialled(text)}`;
}

function dialled(number: string): string {
	return number.replace(/[^\d+*#]/g, '').replaceAll('#', '%23');
}
