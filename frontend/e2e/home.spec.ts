import AxeBuilder from '@axe-core/playwright';
import { spawn } from 'node:child_process';
import { get } from 'node:http';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Member } from './site/forum.js';
import { expect, forum, passphrase, place, test, type Person } from './site/test.js';

/** Everything a page's script, or somebody with the browser's tools open, finds stored for the site. */
async function stored({ page, context }: Person) {
	const inPage = await page.evaluate(async () => ({
		cookie: document.cookie,
		local: { ...localStorage },
		session: { ...sessionStorage },
		databases: (await indexedDB.databases()).map(({ name }) => name),
		caches: await caches.keys(),
		kept: (
			await Promise.all(
				(await caches.keys()).map(async (name) => {
					const cache = await caches.open(name);
					return Promise.all(
						(await cache.keys()).map(async (request) => ({
							path: new URL(request.url).pathname,
							says: await (await cache.match(request))?.text(),
						})),
					);
				}),
			)
		).flat(),
		workers: (await navigator.serviceWorker.getRegistrations()).length,
	}));
	const cookies = await context.cookies(forum.site);
	return {
		...inPage,
		hidden: cookies.filter(({ httpOnly }) => httpOnly),
		all: JSON.stringify([inPage, cookies]),
	};
}

//
test('the browser holds no word of hers, also while she writes', async ({ comes, scripted }) => {
	const member = await forum.member('Ines');
	const person = await comes();
	await person.signsIn(member, '/write');
	const words = 'Nobody at this table knows that I write.';
	await person.page.getByLabel('What would you like to say?').fill(words);
	if (scripted) {
		await expect(person.page.getByText('Kept ·')).toBeVisible();
		await person.page.goto('/write');
		await expect(person.page.getByLabel('What would you like to say?')).toHaveValue(words);
	}
	const found = await stored(person);
	expect(found).toMatchObject({ local: {}, session: {}, databases: [] });
	// The page of helplines is kept, by the one worker there is, and nothing else.
	expect(found.workers).toBe(scripted ? 1 : 0);
	expect(found.kept.map(({ path }) => path).filter((path) => path !== '/help/offline')).toEqual([]);
	// Scripts see her time zone and nothing else.
	expect(found.cookie).toMatch(/^(zone=Europe(\/|%2F)London)?$/);
	expect(found.hidden.map(({ name }) => name).sort()).toEqual([
		'__Host-access',
		'__Host-refresh',
		'__Host-role',
	]);
	expect(found.hidden.every(({ secure, sameSite }) => secure && sameSite === 'Lax')).toBe(true);
	for (const word of ['Nobody', member.name, member.email]) expect(found.all).not.toContain(word);
});

test('signing out asks once about unsent words, and leaves none on the device', async ({ comes }) => {
	const member = await forum.member('Irma');
	const person = await comes();
	const { page } = person;
	const draft = () =>
		fetch(`${process.env.E2E_API}/api/v1/drafts/new`, {
			headers: { authorization: `Bearer ${member.token}` },
		});
	for (const choice of ['Keep my words and sign out', 'Discard them and sign out']) {
		await forum.call(
			'PUT',
			'/drafts/new',
			{ body: 'Not yet.', saved_at: new Date().toISOString() },
			member.token,
		);
		await person.signsIn(member, '/me');
		await page.evaluate(() => {
			localStorage.setItem('word', 'x');
			sessionStorage.setItem('word', 'x');
		});
		await page.getByRole('link', { name: 'Sign out' }).click();
		await expect(page.getByText('You have one text that is not sent yet.')).toBeVisible();
		// To send them, she goes where they are.
		await expect(page.getByRole('link', { name: /^Not yet\./ })).toHaveAttribute('href', '/write');
		const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
		await page.getByRole('button', { name: choice }).click();
		expect((await (await answered).allHeaders())['clear-site-data']).toBe('"cache", "cookies", "storage"');
		await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
		expect(await stored(person)).toMatchObject({
			hidden: [],
			local: {},
			session: {},
			caches: [],
			workers: 0,
		});
		expect((await draft()).status).toBe(choice.startsWith('Keep') ? 200 : 404);
		await page.goBack();
		await page.goBack();
		await expect(page.getByText(member.name)).toHaveCount(0);
		await person.opens('/notices');
		await expect(page).toHaveURL(/\/sign-in\?next=%2Fnotices$/);
	}
});

// S-37, A-36
test('tabs say the neutral name, unless she wants them to say more', async ({ comes, scripted, expects }) => {
	expects(/status of 404/);
	const member = await forum.member('Lotte');
	const thread = await forum.thread(member);
	const path = `/t/${thread.id}`;
	const [person, visitor] = [await comes(), await comes()];
	const { page } = person;
	const home = page.locator('#home');
	const turns = async (discreet: boolean) => {
		await person.opens('/settings');
		await home.getByLabel('Keep tabs discreet').setChecked(discreet);
		await home.getByRole('button', { name: 'Keep changes' }).click();
		await expect(home.getByText('Kept.')).toBeVisible();
	};
	await person.signsIn(member);
	await person.opens(path);
	await expect(page).toHaveTitle('Notes');
	await turns(false);
	await expect(page).toHaveTitle('Settings – Notes');
	await person.opens(path);
	await expect(page).toHaveTitle(`${thread.title} – Notes`);
	await page.goto('/t/11111111112');
	await expect(page).toHaveTitle('Notes');
	if (scripted) {
		await page.goto(path, { waitUntil: 'networkidle' });
		const title = await page.evaluate(() => {
			document.querySelector<HTMLElement>('a.leave')?.click();
			return document.title;
		});
		expect(title).toBe('Notes');
		await page.waitForURL(forum.away);
		await person.opens('/');
		await page.getByRole('button', { name: 'Notes' }).click();
	}
	// The address never holds a word, and for others nothing has changed.
	await visitor.opens(path);
	await expect(visitor.page).toHaveTitle('Notes');
	await turns(true);
	await person.opens(path);
	await expect(page).toHaveTitle('Notes');
});

// S-37
test('name, icon and the way out are the operator’s choice', async () => {
	const other = spawn(process.execPath, [resolve('build')], {
		env: {
			PATH: process.env.PATH ?? '',
			PORT: '0',
			ORIGIN: 'http://localhost:1',
			GOODENOUGH_API_URL: process.env.E2E_API,
			GOODENOUGH_SITE__NAME: 'Garden & shed',
			GOODENOUGH_SITE_ICON: 'leaf',
			GOODENOUGH_LEAVE_URL: 'https://weather.example/',
		},
	});
	try {
		const site = await new Promise<string>((heard) => {
			other.stdout.on('data', (line: Buffer) => {
				const found = /listening on (\S+)/.exec(line.toString());
				if (found?.[1]) heard(found[1]);
			});
		});
		// As a browser that opens a page asks; `fetch` says that it is a script.
		const read = (path: string, cookie = '') =>
			new Promise<string>((whole, failed) => {
				get(`${site}${path}`, { headers: { cookie, accept: 'text/html' } }, (answer) => {
					text(answer).then(whole, failed);
				}).on('error', failed);
			});
		const titled = '<title>Garden &amp; shed</title>';
		expect(await read('/')).toContain(titled);
		expect(await read('/nowhere')).toContain(titled);
		expect(await read('/', '__Host-away=1')).toContain('<title>Garden &#38; shed</title>');
		expect(JSON.parse(await read('/site.webmanifest'))).toEqual({
			name: 'Garden & shed',
			short_name: 'Garden & shed',
			start_url: '/',
			display: 'browser',
			background_color: '#faf6f0',
			theme_color: '#faf6f0',
			icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
		});
		expect(await read('/icon.svg')).not.toBe(await (await fetch(`${forum.site}/icon.svg`)).text());
		const left = await fetch(`${site}/leave`, { redirect: 'manual' });
		expect(left.headers.get('location')).toBe('https://weather.example/');
	} finally {
		other.kill();
	}
});

//
test('a mailed token is in no address, no history and no Referer', async ({ comes, expects }) => {
	expects(/status of 422/);
	const member = await forum.member('Edda');
	const person = await comes();
	const { page, context } = person;
	const asked: string[] = [];
	context.on('request', (request) => {
		asked.push(`${request.url()} ${request.headers().referer ?? ''}`);
	});
	await forum.call('POST', '/passwords/resets', { email: member.email });
	const letter = await forum.letterTo(member.email, ({ text }) => text.includes('/reset?token='));
	const token = letter.link('/reset?token=').split('=')[1] ?? '';
	await person.opens(letter.link('/reset?token='));
	expect(page.url()).toBe(`${forum.site}/reset`);
	// A phone may load the tab again when she comes back from her mail.
	await page.reload();
	await page.getByLabel('New password').fill('nine spoons and a kettle');
	await page.getByLabel('Once more').fill('eight spoons and a kettle');
	await page.getByRole('button', { name: 'Use this password' }).click();
	await expect(page.getByText('The two are not the same.')).toBeVisible();
	await page.getByLabel('New password').fill('nine spoons and a kettle');
	await page.getByLabel('Once more').fill('nine spoons and a kettle');
	await page.getByRole('button', { name: 'Use this password' }).click();
	await expect(page.getByRole('heading', { name: 'You have a new password' })).toBeVisible();
	await page.getByRole('link', { name: 'Help now' }).first().click();
	expect(asked.filter((line) => line.includes(token))).toHaveLength(1);
	expect(page.url()).not.toContain(token);
	expect((await context.cookies()).map(({ name }) => name)).not.toContain('__Host-letter');
	await person.opens('/reset');
	await expect(page.getByRole('heading', { name: 'Forgotten password' })).toBeVisible();
});

test('who joins on a shared device can say so', async ({ comes }) => {
	const email = `shared-${Date.now()}@example.org`;
	const time_zone = 'Europe/London';
	await forum.call('POST', '/accounts', {
		email,
		password: passphrase,
		name: `Kim ${Date.now()}`,
		time_zone,
	});
	const letter = await forum.letterTo(email, ({ text }) => text.includes('token='));
	const person = await comes();
	await person.opens(letter.link('/verify?token='));
	expect(person.page.url()).toBe(`${forum.site}/verify`);
	await person.page.getByLabel('This device is shared').check();
	await person.page.getByRole('button', { name: 'Come in' }).click();
	await person.page.waitForURL((url) => url.pathname !== '/verify');
	const kept = (await person.context.cookies()).filter(({ name }) => name === '__Host-refresh');
	expect(kept.map(({ expires }) => expires)).toEqual([-1]);
});

test('the two plain pages are where one looks for them', async ({ comes }) => {
	const person = await comes();
	for (const from of ['/', '/help', '/sign-up']) {
		await person.opens(from);
		await person.page.locator('.page a[href="/safety"]').filter({ visible: true }).first().click();
		await expect(person.page.getByRole('heading', { name: 'Safety at home' })).toBeVisible();
	}
	await expect(person.page.getByText('It does not clear the browser’s history.')).toBeVisible();
	await person.page.locator('.page a[href="/hiding"]').filter({ visible: true }).first().click();
	await expect(person.page.getByRole('heading', { name: 'How hiding works' })).toBeVisible();
	await expect(person.page.getByText('Only an admin can open a name')).toBeVisible();
	await person.signsIn(await forum.member('Quinn'), '/settings');
	for (const path of ['/safety', '/hiding']) {
		await expect(person.page.locator(`#home a[href="${path}"]`)).toBeVisible();
	}
});

/** The shape of an address: pages of one shape are drawn by the same code, and two of each are looked at. */
const shape = (path: string) =>
	path
		.replace(/[1-9A-HJ-NP-Za-km-z]{11}/g, 'ID')
		.replace(/\d+/g, 'N')
		.replace(/cursor=[^&]*/, 'cursor=C');

/** Opens every page that links lead to, from the front page on; signs out nobody and leaves for nowhere. */
async function walks({ page, context }: Person, start: string[]) {
	const hosts = new Set<string>();
	const answers: string[] = [];
	const addresses = new Set<string>();
	const styled: string[] = [];
	context.on('request', (request) => hosts.add(new URL(request.url()).origin));
	context.on('response', (response) => {
		const { pathname } = new URL(response.url());
		if (/^\/(_app\/|(light|offline)\.js$|icon\.svg$|site\.webmanifest$)/.test(pathname)) return;
		const { 'cache-control': kept, vary = '' } = response.headers();
		if (kept !== 'private, no-store' || !vary.includes('Cookie'))
			answers.push(`${pathname}: ${kept}, ${vary}`);
	});
	const seen = new Map<string, number>();
	const ahead = [...start];
	for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
		const times = seen.get(shape(path)) ?? 0;
		if (times >= 2) continue;
		seen.set(shape(path), times + 1);
		await page.goto(path);
		const found = await page.evaluate(() => ({
			links: [...document.querySelectorAll('a')].map((link) => link.href),
			// SvelteKit's own line for screen readers has the one style attribute there is.
			// A frame shows a letter of ours in a sandbox that allows nothing.
			styled: document.querySelectorAll(
				'[style]:not(#svelte-announcer), iframe:not([sandbox=""]), object, embed',
			).length,
			foreign: [...document.querySelectorAll('[src], link[href], [action]')]
				.map(
					(one) =>
						new URL(
							one.getAttribute('src') ?? one.getAttribute('href') ?? one.getAttribute('action') ?? '',
							location.href,
						).origin,
				)
				.filter((origin) => origin !== location.origin),
		}));
		if (found.styled > 0 || found.foreign.length > 0)
			styled.push(`${path}: ${found.styled} ${found.foreign.join()}`);
		for (const link of found.links) {
			const { origin, pathname, search } = new URL(link);
			if (origin !== forum.site) continue;
			addresses.add(pathname + search);
			if (
				!/^\/(leave|sign-out|notices\/open|settings\/export|transparency\/table|atom\/|terms\/[^/]+\/data)/.test(
					pathname,
				)
			)
				ahead.push(pathname + search);
		}
	}
	return { hosts: [...hosts], answers, addresses: [...addresses], styled, shapes: [...seen.keys()] };
}

// S-38, X-82, X-83, A-44, A-16, A-17
test.describe('on every page that can be reached', () => {
	// The pages are the same on each device; once with script and once without is enough.
	test.skip(({ isMobile, javaScriptEnabled }) => isMobile === (javaScriptEnabled !== false));
	test.setTimeout(180_000);
	let people: Member[];
	test.beforeAll(async () => {
		people = [await forum.member('Ada'), await forum.moderator('Berta')];
		const thread = await forum.thread(people[0] as Member);
		await forum.answer(people[1] as Member, thread.id, 'Mine was green.');
		const path = `/threads/${thread.id}/posts/2/reports`;
		await forum.call('POST', path, { reason: 'not_what_was_asked' }, people[0]?.token);
	});
	for (const who of ['visitor', 'member', 'moderator'] as const) {
		test(`nothing is asked of another host, kept, or told by an address: ${who}`, async ({ comes }) => {
			const person = await comes();
			const member = who === 'visitor' ? null : people[who === 'member' ? 0 : 1];
			if (member) await person.signsIn(member);
			const start = [
				'/',
				'/?order=new',
				...(who === 'visitor' ? ['/sign-in', '/sign-up', '/reset', '/verify'] : ['/me']),
			];
			const walk = await walks(person, start);
			console.log(`${who}: ${walk.shapes.length} kinds of page`);
			expect(walk.shapes.length).toBeGreaterThan(who === 'visitor' ? 12 : 18);
			expect(walk.hosts).toEqual([forum.site]);
			expect(walk.answers).toEqual([]);
			expect(walk.styled).toEqual([]);
			// No token and no word: paths of routes, ids, and the few questions that pages know.
			const secrets = (await person.context.cookies()).filter(
				({ httpOnly, name }) => httpOnly && name !== '__Host-role',
			);
			for (const address of walk.addresses) {
				expect(address).not.toMatch(/token|blue|cup/);
				for (const { value } of secrets) expect(address).not.toContain(value);
			}
		});
	}
});

test('Leave and the skip link stand first, and the way in on the blank is large enough', async ({
	comes,
}) => {
	const person = await comes();
	await person.opens('/');
	const first = await person.page.evaluate(() =>
		[...document.querySelectorAll('a, button, input')].slice(0, 2).map((one) => one.textContent),
	);
	expect(first).toEqual(['Leave', 'Skip to the words']);
	await place(person.page, 'Leave').click();
	await person.page.waitForURL(forum.away);
	await person.opens('/');
	const box = await person.page.getByRole('button').boundingBox();
	expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(44);
});

// S-39
test('the helplines open without a network, and Leave takes them off the device', async ({
	comes,
	expects,
	scripted,
}) => {
	test.skip(!scripted, 'without script nothing is kept');
	expects(/ERR_INTERNET_DISCONNECTED/);
	const member = await forum.member('Nadia');
	await forum.call('PATCH', '/me', { country: 'ES' }, member.token);
	const person = await comes();
	const { page, context, opens, signsIn } = person;
	const kept = () => page.evaluate(async () => (await caches.match('/help/offline'))?.text() ?? '');
	await signsIn(member, '/me');
	await expect.poll(kept).toContain('tel:024');
	expect(await kept()).not.toContain(member.name);

	await context.setOffline(true);
	await page.getByRole('link', { name: 'Help now' }).first().click();
	await expect(page.getByText('There is no network at the moment.')).toBeVisible();
	await expect(page).toHaveTitle('Notes');
	await expect(page.getByRole('link', { name: 'Call 112' })).toHaveAttribute('href', 'tel:112');
	await expect(page.getByRole('link', { name: 'Call 024' })).toHaveAttribute('href', 'tel:024');
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
	await context.setOffline(false);

	await opens('/me');
	await page.getByRole('link', { name: 'Leave', exact: true }).click();
	await page.waitForURL((url) => url.origin !== new URL(forum.site).origin);
	await page.goto('/me');
	expect((await stored(person)).caches).toEqual([]);
});

test('a shared device keeps no helplines, not even those it had', async ({ comes, scripted }) => {
	test.skip(!scripted, 'without script nothing is kept');
	const member = await forum.member('Olga');
	const person = await comes();
	const { page, opens } = person;
	await opens('/help?country=ES');
	// Chosen on her very first page, and kept all the same.
	await expect.poll(async () => JSON.stringify((await stored(person)).kept)).toContain('tel:024');
	await opens('/sign-in');
	const form = page.locator('form').filter({ has: page.getByLabel('Password') });
	await form.getByLabel('Mail address').fill(member.email);
	await form.getByLabel('Password').fill(passphrase);
	await form.getByLabel('This device is shared').check();
	await form.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
	await expect.poll(async () => (await stored(person)).workers).toBe(0);
	expect((await stored(person)).caches).toEqual([]);
});
