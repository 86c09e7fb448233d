import { expect, forum, passphrase, test } from './site/test.js';
import type { Member } from './site/forum.js';

/** Sign-ins at once: 200 for every change, 2,000 where it is to be proved. */
const count = process.env.GOODENOUGH_PROVE ? 2_000 : 200;

//
test('of many who sign in at once everybody sees her own name', async ({ scripted, isMobile }) => {
	test.skip(scripted || isMobile === true, 'no page is drawn here: once is enough');
	test.setTimeout(count * 1_500 + 60_000);
	const members: Member[] = [];
	while (members.length < count) {
		const some = Array.from({ length: Math.min(20, count - members.length) }, () => forum.member('Storm'));
		members.push(...(await Promise.all(some)));
	}

	const seen = await Promise.all(members.map(seesHerself));
	expect(seen.filter((wrong) => wrong !== '')).toEqual([]);
});

/** Signs in with a cookie jar of her own and opens her page twice; says what was wrong. */
async function seesHerself(member: Member): Promise<string> {
	const form = new URLSearchParams({ email: member.email, password: passphrase });
	const answer = await fetch(`${forum.site}/sign-in?/password`, {
		method: 'POST',
		headers: { origin: forum.site, accept: 'text/html' },
		body: form,
		redirect: 'manual',
	});
	const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
	if (answer.status !== 303 || cookies.length === 0) return `${member.name}: ${answer.status} at the door`;
	for (let twice = 0; twice < 2; twice += 1) {
		const page = await fetch(`${forum.site}/me`, {
			headers: { cookie: cookies.join('; ') },
			redirect: 'manual',
		});
		const text = await page.text();
		if (page.status !== 200 || !text.includes(`<h1>${member.name}</h1>`))
			return `${member.name}: ${page.status}, not her own page`;
		if (!/no-store/.test(page.headers.get('cache-control') ?? ''))
			return `${member.name}: her page may be kept`;
		const others = [...text.matchAll(/Storm [a-z]+/g)].filter(([found]) => found !== member.name);
		if (others.length > 0) return `${member.name}: ${others[0]?.[0] ?? ''}`;
	}
	return '';
}
