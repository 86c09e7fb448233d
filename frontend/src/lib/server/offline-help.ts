import { createHash } from 'node:crypto';
import { GOODENOUGH_SITE_NAME } from '$app/env/private';
import type { Helpline } from '#lib/api/types.js';
import { countryName } from '#lib/accounts/places.js';
import { getLocale, getTextDirection } from '#lib/paraglide/runtime.js';
import { callLink, textLink } from '#lib/safety/numbers.js';
import { helpTexts } from '#lib/texts/safety.js';
import { escaped } from './away.js';

/** For whom a kept page is good: her country and her language stand on it. */
export const keptFor = ({ member }: App.Locals) => `${member ? 'member' : 'visitor'} ${getLocale()}`;

const STYLE = `
html{color-scheme:light dark;font:18px/1.6 system-ui,sans-serif;background:#faf6f0;color:#2b2320}
body{margin:0 auto;max-width:34rem;padding:1rem 1.25rem 3rem}
a{display:inline-flex;align-items:center;min-height:44px;margin:0 0 .25rem;margin-inline-end:.75rem;padding:0 1rem;border:1px solid;border-radius:1.5rem;color:inherit;text-decoration:none}
h1,h2{line-height:1.3;font-weight:600}h1{font-size:1.5rem}h2{font-size:1rem;margin:1.5rem 0 .5rem}
@media (prefers-color-scheme:dark){html{background:#171310;color:#ece3da}}
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const link = (href: string, does: string, number: string) =>
	`<a href="${escaped(href)}">${escaped(does)}&nbsp;<b dir="ltr">${escaped(number)}</b></a>`;

function entry(line: Helpline): string {
	const ways = [
		line.phone ? link(callLink(line.phone), helpTexts.call, line.phone) : '',
		line.text ? link(textLink(line.text), helpTexts.text, line.text) : '',
	];
	const [hours, free] = [line.hours, line.free ? helpTexts.free : null];
	const about = [hours ? (helpTexts.hours[hours] ?? hours) : null, free].filter(Boolean).join(' · ');
	return `<h2 dir="auto">${escaped(line.name)}</h2>${about ? `<p>${escaped(about)}</p>` : ''}<p>${ways.join('')}</p>`;
}

/**
 * The helplines as one page that needs nothing else: no picture, no script, no style of its own address. It names the site and
 * nobody. Only what can be reached without a network is on it: numbers.
 */
export function offlineHelp(
	locals: App.Locals,
	country: string,
	lines: readonly Helpline[],
	numbers: readonly string[],
): Response {
	const reachable = lines.filter((line) => line.phone || line.text);
	const emergency = country ? helpTexts.emergency(countryName(country)) : helpTexts.emergencyAnywhere;
	const page = `<!doctype html>
<html lang="${getLocale()}" dir="${getTextDirection()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(GOODENOUGH_SITE_NAME)}</title><style>${STYLE}</style></head><body>
<main><h1>${escaped(helpTexts.title)}</h1><p>${escaped(helpTexts.lead)}</p><p role="status">${escaped(helpTexts.withoutNetwork)}</p>
<h2>${escaped(emergency)}</h2><p>${numbers.map((number) => link(callLink(number), helpTexts.call, number)).join('')}</p>
${reachable.map(entry).join('\n')}
</main></body></html>`;
	return new Response(page, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			date: new Date().toUTCString(),
			'x-kept-for': keptFor(locals),
			'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'; base-uri 'none'`,
		},
	});
}
