import { expect, test } from 'vitest';
import { callLink, textLink } from './numbers.js';

test('a number is called as a telephone takes it', () => {
	expect(callLink('1-833-852-6262')).toBe('tel:18338526262');
	expect(callLink('+44 20 7946 0000')).toBe('tel:+442079460000');
	expect(callLink('116 123')).toBe('tel:116123');
});

test('a text message carries its first word', () => {
	expect(textLink('988')).toBe('sms:988');
	expect(textLink('HOME to 741741')).toBe('sms:741741?body=HOME');
	expect(textLink('HALLO WELT to 50 500')).toBe('sms:50500?body=HALLO%20WELT');
});
