// @ts-check
/**
 * What a page does beyond plain HTML, in one small file: most pages load no other script. Everything
 * here is a comfort; each page and each form works without it.
 *
 * Listens on the document only, so that a part of a page may be replaced at any time. Pages that
 * bring their own script (the moderators' desk, settings) send their forms themselves.
 */

/* ---- Leaving at once ---- */

/** Three times Shift within this many milliseconds leaves, as the link does. */
const QUICK = 1500;
/** Milliseconds to wait for the server's word at most; then she goes without it. */
const ENOUGH = 700;
/** @type {number[]} */
let pressed = [];
let gone = false;

// What is left in one tab is left in all.
const tabs = 'BroadcastChannel' in self ? new BroadcastChannel('leave') : null;
if (tabs) tabs.onmessage = () => leave(false);

/**
 * Blanks the page first, then goes. Nothing of it is kept in the tab, not even for the Back button:
 * its place in the history is taken by the neutral page, and without a network it stays blank.
 * @param {boolean} [first] whether this is the tab in which she left
 */
function leave(first = true) {
	if (gone) return;
	gone = true;
	// A page that was about to come must not come any more.
	stop();
	const link = document.querySelector('a.leave');
	const to = (link instanceof HTMLElement && link.dataset.to) || '/leave';
	const name = document.querySelector('meta[name=application-name]')?.getAttribute('content');
	document.body.replaceWith(document.createElement('body'));
	document.title = name ?? document.title;
	// For what else runs on a page: its answers come too late.
	document.documentElement.dataset.gone = '';
	keepLast();
	try {
		history.replaceState(null, '', '/leave');
		sessionStorage.clear();
		sessionStorage.setItem('left', '1');
	} catch {
		// Without storage the server's cookie alone holds the Back button shut.
	}
	if (!first) return location.replace(to);
	tabs?.postMessage('');
	let going = false;
	const go = () => {
		if (going) return;
		going = true;
		// A blank page says less than a browser's complaint that there is no network.
		if (navigator.onLine) location.replace(to);
		else addEventListener('online', () => location.replace('/leave'), { once: true });
	};
	setTimeout(go, ENOUGH);
	fetch('/leave', { redirect: 'manual', keepalive: true }).then(go, go);
}

document.addEventListener(
	'keydown',
	(event) => {
		if (event.key !== 'Shift') {
			pressed = [];
			return;
		}
		if (event.repeat) return;
		const now = Date.now();
		pressed = [...pressed.filter((at) => now - at < QUICK), now];
		if (pressed.length >= 3) leave();
	},
	true,
);

// Before anything else on the page hears of it.
document.addEventListener(
	'click',
	(event) => {
		if (event.button !== 0 || !(event.target instanceof Element) || !event.target.closest('a.leave')) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		leave();
	},
	true,
);

/* ---- The reader's clock ---- */

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.split('; ').includes(`zone=${encodeURIComponent(zone)}`)) {
	const secure = location.protocol === 'https:' ? '; Secure' : '';
	document.cookie = `zone=${encodeURIComponent(zone)}; Path=/; SameSite=Lax${secure}`;
}

/* ---- Links that do their work on the page ---- */

document.addEventListener('click', (event) => {
	const link = event.target instanceof Element ? event.target.closest('a') : null;
	if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
	if (link.dataset.answer !== undefined && answer(link)) event.preventDefault();
});

/**
 * Turns the reply box to one voice, or back to everybody, without losing what stands in it.
 * @param {HTMLElement} link
 */
function answer(link) {
	const box = document.getElementById('reply');
	const to = box?.querySelector('[name=in_reply_to]');
	const words = box?.querySelector('textarea');
	const title = box?.querySelector('h2');
	if (!box || !words || !title || !(to instanceof HTMLInputElement)) return false;
	to.value = link.dataset.answer ?? '';
	title.textContent = link.dataset.title ?? link.textContent;
	box.querySelector('[data-everybody]')?.toggleAttribute('hidden', to.value === '');
	box.scrollIntoView();
	const quoted = link.dataset.quote && quotation(link, link.dataset.quote);
	if (quoted) words.value = [words.value.trimEnd(), quoted].filter(Boolean).join('\n\n');
	words.focus({ preventScroll: true });
	words.setSelectionRange(words.value.length, words.value.length);
	if (words.value.trim()) keepSoon(words.form);
	return true;
}

/**
 * The words beside a link as a quotation, or what of them is chosen. Names are left to the server: it knows who wrote what.
 * @param {HTMLElement} link
 * @param {string} number
 */
function quotation(link, number) {
	const words = link.closest('article')?.querySelector('.words');
	if (!words) return '';
	const chosen = getSelection();
	const part =
		chosen && !chosen.isCollapsed && words.contains(chosen.anchorNode) && words.contains(chosen.focusNode);
	const copy = document.createElement('div');
	copy.append(...(part ? chosen.getRangeAt(0).cloneContents() : words.cloneNode(true)).childNodes);
	for (const one of copy.querySelectorAll('blockquote')) one.remove();
	for (const one of copy.querySelectorAll('a.mention')) {
		one.replaceWith(`@${/#n(\d+)$/.exec(one.getAttribute('href') ?? '')?.[1]}`);
	}
	const lines = (copy.textContent ?? '').split('\n').map((line) => line.trim());
	return [`@${number}`, ...lines.filter(Boolean)].map((line) => `> ${line}\n`).join('') + '\n';
}

/* ---- Drafts, kept while somebody types ---- */

/** Milliseconds of rest after the last letter before a draft is kept. */
const REST = 1200;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let resting;
/** @type {HTMLFormElement | null} */
let unkept = null;
/** @type {HTMLFormElement | null} */
let underway = null;
/** @type {AbortController | undefined} */
let keeping;

/** Milliseconds between two looks for others who feel the same. */
const LOOK = 8000;
let lookedAt = -LOOK;

/**
 * @param {HTMLElement} beside
 * @param {{ id: string, title: string }[]} alike
 */
function showAlike(beside, alike) {
	const rows = alike.map(({ id, title }) => {
		const link = document.createElement('a');
		Object.assign(link, { href: `/t/${id}`, target: '_blank', rel: 'noopener', textContent: title });
		const row = document.createElement('li');
		row.append(link);
		return row;
	});
	beside.querySelector('[data-alike-list]')?.replaceChildren(...rows);
	beside.hidden = rows.length === 0;
}

/** @param {HTMLFormElement | null} form */
function keepSoon(form) {
	if (!form?.dataset.draft || form.ariaBusy === 'true') return;
	clearTimeout(resting);
	unkept = form;
	resting = setTimeout(() => keep(form), REST);
}

/**
 * @param {HTMLFormElement} form
 * @param {boolean} [last] whether the page is going away
 */
async function keep(form, last = false) {
	stopKeeping();
	const flight = new AbortController();
	keeping = flight;
	underway = form;
	const data = new FormData(form);
	/** @type {Record<string, unknown>} */
	const words = { saved_at: new Date().toISOString() };
	for (const name of ['body', 'title', 'space', 'need', 'voice', 'audience', 'in_reply_to']) {
		if (data.get(name)) words[name] = data.get(name);
	}
	if (data.has('audience')) words.notes = data.getAll('notes');
	const said = form.querySelector('[data-said]');
	const beside = form.querySelector('[data-alike]');
	// Now and then only: what others feel changes more slowly than she types.
	words.alike = Boolean(beside) && !last && Date.now() - lookedAt > LOOK;
	if (words.alike) lookedAt = Date.now();
	try {
		const response = await fetch(`/drafts/${form.dataset.draft}`, {
			method: 'PUT',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(words),
			keepalive: last,
			signal: flight.signal,
		});
		if (!response.ok) throw new Error(String(response.status));
		const { saved_at, alike } = await response.json();
		if (beside instanceof HTMLElement && alike) showAlike(beside, alike);
		if (said)
			said.textContent = saved_at
				? sentence('kept').replace('%', new Date(saved_at).toTimeString().slice(0, 5))
				: '';
	} catch {
		if (said && !flight.signal.aborted) said.textContent = sentence('unkept');
	} finally {
		if (keeping === flight) underway = null;
	}
}

/** Keeps what is not kept yet, in a way that outlives the page. */
function keepLast() {
	const form = unkept ?? underway;
	if (form) keep(form, true);
}

/** Forgets what was about to be kept; a late draft must not come back after its words were sent. */
function stopKeeping() {
	clearTimeout(resting);
	unkept = null;
	underway = null;
	keeping?.abort();
}

for (const kind of ['input', 'change']) {
	document.addEventListener(kind, (event) => {
		const control = event.target;
		if (
			control instanceof HTMLTextAreaElement ||
			control instanceof HTMLInputElement ||
			control instanceof HTMLSelectElement
		) {
			keepSoon(control.form);
		}
	});
}

addEventListener('pagehide', keepLast);
document.addEventListener('visibilitychange', () => document.hidden && unkept && keep(unkept, true));

/* ---- Forms, sent without losing the place or the words ---- */

document.addEventListener('submit', (event) => {
	const form = event.target;
	if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.dataset.form === undefined) return;
	event.preventDefault();
	if (form.ariaBusy === 'true') return;
	send(form, event.submitter);
});

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 */
function send(form, button) {
	const action = button?.getAttribute('formaction') ?? form.getAttribute('action') ?? '';
	const here = new URL(location.href);
	here.hash = '';
	stopKeeping();
	form.ariaBusy = 'true';
	failed(form, '');

	// A request of this kind gives back a document; nothing is made from text by script.
	const request = new XMLHttpRequest();
	request.responseType = 'document';
	request.open('POST', action ? new URL(action, here).href : here.href);
	request.setRequestHeader('accept', 'text/html');
	request.onloadend = () => {
		if (gone) return;
		form.ariaBusy = 'false';
		const page = request.response instanceof Document ? request.response : null;
		const main = page?.querySelector('main');
		if (request.status === 0 || request.status >= 500 || !main) {
			failed(form, sentence(navigator.onLine ? 'failed' : 'offline'));
			return;
		}
		const arrived = new URL(request.responseURL);
		for (const name of [...arrived.searchParams.keys()]) {
			if (name.startsWith('/')) arrived.searchParams.delete(name);
		}
		if (arrived.pathname !== location.pathname) {
			location.assign(arrived);
			return;
		}
		draw(main, form, button, request.status >= 400);
		history.replaceState(history.state, '', arrived);
	};
	request.send(new FormData(form, button));
}

/**
 * Puts the new state of the page in place of the old one.
 * @param {Element} main
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 * @param {boolean} refused
 */
function draw(main, form, button, refused) {
	const before = document.querySelector('main');
	const stay = form.dataset.form === 'stay' && !refused;
	const again = stay && button instanceof HTMLButtonElement ? button : null;
	before?.replaceWith(document.adoptNode(main));
	/** @type {HTMLElement | null} */
	let goal = main.querySelector('[data-look]');
	if (again) {
		// "hug" has become "-hug": the same button, pressed.
		const value = again.value.replace(/^-/, '');
		const selector = [value, `-${value}`]
			.map((one) => `button[name="${again.name}"][value="${one}"]`)
			.map((one) => (form.id ? `${one}[form="${form.id}"]` : one))
			.join();
		goal = main.querySelector(selector);
		goal?.closest('details')?.setAttribute('open', '');
		goal?.focus({ preventScroll: true });
		return;
	}
	if (goal) refused = true;
	else if (refused) goal = main.querySelector('[aria-invalid], [role=alert]');
	else if (form.closest('#reply'))
		goal = /** @type {HTMLElement[]} */ ([...main.querySelectorAll('article[data-own]')]).at(-1) ?? null;
	goal ??= /** @type {HTMLElement} */ (main);
	if (!goal.matches('textarea, input, select, main')) goal.tabIndex = -1;
	goal.focus({ preventScroll: true });
	if (goal === main) scrollTo(0, 0);
	else goal.scrollIntoView({ block: refused ? 'center' : 'start' });
}

/**
 * Says beside a form that it did not get through, or that it is being tried again.
 * @param {HTMLFormElement} form
 * @param {string} words
 */
function failed(form, words) {
	let line = form.querySelector('.failed');
	if (!line && words) {
		line = document.createElement('p');
		line.className = 'failed';
		line.setAttribute('role', 'alert');
		form.append(line);
	}
	if (line) line.textContent = words;
}

/**
 * A sentence the page brought along, so that all words stay in one place.
 * @param {'failed' | 'offline' | 'unkept' | 'kept'} which
 */
function sentence(which) {
	return document.querySelector('main')?.dataset[which] ?? '';
}

/* ---- The read mark ---- */

const mark = document.querySelector('[data-read]');
if (mark instanceof HTMLElement) {
	fetch(`${location.pathname}/read`, {
		method: 'PUT',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ number: Number(mark.dataset.read) }),
	}).catch(() => undefined);
}

/* ---- Helplines without a network ---- */

// The page says whether this device may keep them: not a shared one, and not one that has just signed out.
const place = navigator.serviceWorker;
const keeps = document.querySelector('[data-keeps-help]')?.getAttribute('data-keeps-help');
if (place && keeps) {
	/** @type {{ createPolicy(name: string, rules: object): { createScriptURL(url: string): string } } | undefined} */
	const trusted = Reflect.get(self, 'trustedTypes');
	const ours = trusted?.createPolicy('goodenough-offline', { createScriptURL: () => '/offline.js' });
	addEventListener('load', () => {
		// A browser that refuses, in a private window for one, has them from the network only.
		place
			.register(ours?.createScriptURL('') ?? '/offline.js')
			.then(() => place.ready)
			.then(({ active }) => {
				const search = location.pathname === '/help' ? location.search : '';
				active?.postMessage({ who: keeps, search });
			})
			.catch(() => undefined);
	});
} else if (place) {
	place
		.getRegistrations()
		.then((all) => Promise.all([...all.map((one) => one.unregister()), caches.delete('help')]))
		.catch(() => undefined);
}
