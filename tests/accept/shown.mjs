/**
 * Opens every page of a plan (made by shown.py) in Chromium, with JavaScript, and fails on anything that runs, is
 * fetched from elsewhere, is blocked only by the Content-Security-Policy, or stands in the page without right.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../frontend/package.json', import.meta.url))('playwright-core');
const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const TABS = 3;
// Its own files, and the two things its own script sends: how far she has read, and what she has typed.
const OWN = [/^\/_app\//, /^\/icon\.svg$/, /^\/site\.webmanifest$/, /^\/light\.js$/, /__data\.json$/, /^\/t\/\w{11}\/read$/, /^\/drafts\/[\w-]+$/];
const failures = [];
let opened = 0;

function fail(page, why) {
	failures.push(`${page.path.split('?')[0]} as ${page.who} (${page.told}): ${why}`);
	if (failures.length <= 100) console.log('FAILED:', failures.at(-1));
}

/** Runs in every frame before anything else: whatever a payload would call tells of itself instead. */
function watch() {
	const tell = (what) => window.__told?.(what);
	for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {
		window[name] = () => void tell(`${name}() was called`);
	}
	document.write = document.writeln = () => void tell('document.write() was called');
	for (const name of ['xss', 'XSS', 'pwned', 'hacked']) {
		Object.defineProperty(window, name, { set: () => void tell(`window.${name} was set`), get: () => undefined });
	}
	addEventListener('securitypolicyviolation', (event) => tell(`the policy blocked ${event.violatedDirective}`));
	addEventListener('error', (event) => event.error && tell(`a script threw ${event.error.name}`));
}

/** Runs in the page: what stands in it that could run, load or lead astray. */
function look() {
	const found = [];
	for (const one of document.querySelectorAll('*')) {
		const tag = one.localName;
		if (['iframe', 'frame', 'object', 'embed', 'applet', 'base', 'math', 'video', 'audio', 'portal'].includes(tag))
			found.push(`a <${tag}>`);
		if (tag === 'script' && one.src && new URL(one.src).origin !== location.origin) found.push('a foreign script');
		if (tag === 'img' && new URL(one.src).origin !== location.origin) found.push('a foreign picture');
		for (const { name, value } of one.attributes) {
			if (name.startsWith('on')) found.push(`${name} on <${tag}>`);
			if (['href', 'src', 'action', 'formaction', 'xlink:href', 'data'].includes(name)) {
				const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(value.replace(/[\x00-\x20]/g, ''))?.[1]?.toLowerCase();
				if (scheme && !['http', 'https', 'mailto', 'tel', 'sms'].includes(scheme)) found.push(`${name} to ${scheme}:`);
			}
		}
		if (one.closest('.words') && !one.matches('.words') && !one.closest('.card')) {
			const allowed = 'p br em strong del blockquote ul ol li code pre hr a h3 h4 h5 h6'.split(' ');
			if (!allowed.includes(tag)) found.push(`a <${tag}> among words`);
		}
	}
	return {
		found: found.slice(0, 3),
		posts: document.querySelectorAll('article[id^=n]').length,
		heading: [...document.querySelectorAll('h1')].map((one) => one.textContent).join('\n'),
		names: Object.fromEntries([...document.querySelectorAll('article[id^=n]')].map((one) => [one.id.slice(1), one.ariaLabel])),
		draft: Object.fromEntries([...document.querySelectorAll('main [name=title], main [name=body]')].map((one) => [one.name, one.value])),
		title: document.title,
		global: typeof window.__ran,
	};
}

/** One tab of one person, with everything it says going to the page that is open. */
async function tab(context) {
	const page = await context.newPage();
	const state = { page, current: null };
	const told = (why) => state.current && fail(state.current, why);
	page.on('dialog', (dialog) => {
		told(`a dialog opened (${dialog.type()})`);
		void dialog.dismiss();
	});
	page.on('pageerror', (error) => told(`the page threw ${error.name}`));
	page.on('popup', (popup) => {
		told('a window opened');
		void popup.close();
	});
	page.on('download', () => told('a download began'));
	page.on('console', (message) => {
		if (message.type() !== 'error' && message.type() !== 'warning') return;
		// A refused address is answered 404 or 400, and the browser says so.
		if (/the server responded with a status of 4\d\d/.test(message.text()) && state.current?.carried) return;
		told(`the browser complains: ${message.text().slice(0, 160)}`);
	});
	page.on('request', (request) => {
		const url = new URL(request.url());
		if (url.origin !== plan.origin) told(`a request to ${url.protocol}//${url.host}`);
		else if (!request.isNavigationRequest() && !OWN.some((own) => own.test(url.pathname)))
			told(`a request for ${request.resourceType()} nobody asked for`);
		else if (request.isNavigationRequest() && request.frame() !== page.mainFrame()) told('a frame was filled');
	});
	await page.exposeFunction('__told', told);
	return state;
}

async function keep(person, draft) {
	const response = await fetch(`${plan.api}/api/v1/drafts/new`, {
		method: 'PUT',
		headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/json' },
		body: JSON.stringify(draft),
	});
	if (!response.ok) throw new Error(`a draft was answered ${response.status}`);
}

const sameLines = (text) => text.replace(/\r\n?/g, '\n').normalize('NFC');

async function open(state, one) {
	state.current = one;
	if (one.draft) await keep(plan.people[one.who], one.draft);
	const response = await state.page.goto(plan.origin + one.path, { waitUntil: 'load' });
	// Time for what starts by itself: timers, animations, images that fail.
	await state.page.evaluate(() => new Promise((later) => requestAnimationFrame(() => setTimeout(later, 25))));
	const status = response?.status() ?? 0;
	if (one.carried ? status >= 500 || status === 0 : status !== 200) fail(one, `answered ${status}`);
	if (new URL(state.page.url()).origin !== plan.origin) fail(one, 'the page leads somewhere else');
	const seen = await state.page.evaluate(look);
	for (const why of seen.found) fail(one, why);
	if (seen.title !== 'Notes') fail(one, 'the tab tells more than the name of the site');
	if (seen.global !== 'undefined') fail(one, 'a payload ran');
	if (one.posts !== undefined && seen.posts !== one.posts) fail(one, `${seen.posts} of ${one.posts} posts are shown`);
	if (one.title !== undefined && !seen.heading.includes(one.title)) fail(one, 'the title is not shown as it is');
	for (const [number, name] of Object.entries(one.names ?? {}))
		if (seen.names[number] !== name) fail(one, `the name at post ${number} is not shown as it is`);
	for (const [name, text] of Object.entries(one.draft ?? {}))
		if (sameLines(seen.draft[name] ?? '').trim() !== sameLines(text).trim()) fail(one, `the draft's ${name} is not shown as it is`);
	opened += 1;
	state.current = null;
}

async function signIn(context, person) {
	const page = await context.newPage();
	await page.goto(`${plan.origin}/sign-in`);
	const form = page.locator('form').filter({ has: page.getByLabel('Password') });
	await form.getByLabel('Mail address').fill(person.email);
	await form.getByLabel('Password').fill(person.password);
	await form.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
	await page.close();
}

const executablePath = [process.env.GOODENOUGH_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
	(path) => path && existsSync(path),
);
const browser = await chromium.launch({
	executablePath,
	args: [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
	],
});
const begun = Date.now();
try {
	for (const who of ['visitor', ...Object.keys(plan.people)]) {
		const pages = plan.pages.filter((one) => one.who === who);
		const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
		context.setDefaultTimeout(20_000);
		await context.addInitScript(watch);
		if (plan.people[who]) await signIn(context, plan.people[who]);
		// Drafts have one place a person: their pages come one after the other, after all the others.
		const together = pages.filter((one) => !one.draft);
		const rows = [...Array(TABS).keys()].map((row) => together.filter((_, n) => n % TABS === row));
		const walk = async (row) => {
			const state = await tab(context);
			for (const one of row) {
				try {
					await open(state, one);
				} catch (error) {
					fail(one, `it could not be opened: ${String(error.message).split('\n')[0].slice(0, 160)}`);
				}
			}
			await state.page.close();
		};
		await Promise.all(rows.map(walk));
		await walk(pages.filter((one) => one.draft));
		await context.close();
		console.log(`  ${who}: ${pages.length} pages`);
	}
} finally {
	await browser.close();
}
const seconds = Math.round((Date.now() - begun) / 1000);
console.log(`${opened} of ${plan.pages.length} pages opened, ${failures.length} wrong, ${seconds} s`);
process.exitCode = failures.length > 0 || opened < plan.pages.length ? 1 : 0;
