// @ts-check
/// <reference lib="webworker" />
/**
 * Keeps the page of helplines for when there is no network, and nothing else (S-39): whoever needs it most may have none.
 * Leaving, signing out and a shared device take it away (`light.js`). It listens to the pages alone: no letter to a device
 * ever comes here, and nothing runs while no page is open.
 */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const KEPT = 'help';
const PAGE = '/help/offline';
/** Milliseconds after which what is kept is asked for anew. */
const DAY = 24 * 3600 * 1000;

/**
 * Keeps the page; of the country she chose, where an address says one.
 * @param {string} search
 */
async function keep(search) {
	const answer = await fetch(PAGE + search).catch(() => null);
	if (!answer?.ok) return;
	const kept = await caches.open(KEPT);
	await kept.put(PAGE, answer);
}

/**
 * The same where it is missing, a day old or not for who is here now; the country stays that of the last time.
 * @param {string} [who] as the page and the kept one both say it
 * @param {string} [search] with the country, where she has just chosen one
 */
async function keepFresh(who, search) {
	const had = await caches.match(PAGE);
	const last = had ? new URL(had.url).search : '';
	const age = Date.now() - Date.parse(had?.headers.get('date') ?? '');
	const isFresh = age < DAY && (!who || had?.headers.get('x-kept-for') === who);
	if (!isFresh || (search && search !== last)) await keep(search || last);
}

worker.addEventListener('install', (event) => {
	event.waitUntil(keepFresh().then(() => worker.skipWaiting()));
});
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('message', (event) => {
	event.waitUntil(keepFresh(event.data.who, event.data.search));
});

worker.addEventListener('fetch', (event) => {
	const { pathname } = new URL(event.request.url);
	// She leaves: what is kept goes at once, with or without a network.
	if (pathname === '/leave') return event.waitUntil(caches.delete(KEPT));
	if (pathname !== '/help' || event.request.mode !== 'navigate') return;
	const kept = async () => (await caches.match(PAGE)) ?? Response.error();
	event.respondWith(fetch(event.request).catch(kept));
});
