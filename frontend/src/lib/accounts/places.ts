import { getLocale } from '#lib/paraglide/runtime.js';

/** Countries and time zones to choose from; countries by their names in the reader's language. */

// ISO 3166-1, and XK, which people of Kosovo expect to find.
const codes =
	'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
	'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
	'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
	'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT ' +
	'MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW ' +
	'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ ' +
	'UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW';

/** The name of a country by its code, or the code itself if nobody knows it. */
export function countryName(code: string): string {
	return /^[A-Z]{2}$/.test(code) ? (namesIn(getLocale()).of(code) ?? code) : code;
}

function namesIn(language: string): Intl.DisplayNames {
	const names = known.get(language) ?? new Intl.DisplayNames(language, { type: 'region' });
	known.set(language, names);
	return names;
}
const known = new Map<string, Intl.DisplayNames>();

/** Every country, by name. */
export function countries(): { code: string; name: string }[] {
	return codes
		.split(' ')
		.map((code) => ({ code, name: countryName(code) }))
		.sort((one, other) => one.name.localeCompare(other.name, getLocale()));
}

/** Every time zone this machine knows, in groups by part of the world: "Europe" → "Berlin". */
export function timeZones(): { region: string; zones: { zone: string; name: string }[] }[] {
	const groups = new Map<string, { zone: string; name: string }[]>();
	for (const zone of Intl.supportedValuesOf('timeZone')) {
		const [region = zone, ...place] = zone.split('/');
		const group = groups.get(region) ?? [];
		group.push({ zone, name: (place.join(', ') || zone).replaceAll('_', ' ') });
		groups.set(region, group);
	}
	return [...groups].map(([region, zones]) => ({ region, zones }));
}
