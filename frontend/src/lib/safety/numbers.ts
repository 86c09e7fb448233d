/** A number as a telephone takes it: "1-555-010-0199" → "tel:15550100199". */
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
