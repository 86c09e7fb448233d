import http from 'node:http';
import process from 'node:process';

const api = new URL((process.env.GOODENOUGH_API_URL || 'http://127.0.0.1:8080').replace(/\/+$/, '') + '/');
const STOP = /^\/api\/v1\/letters\/stop\/[A-Za-z0-9_-]{1,512}$/;
const INBOUND = /^\/api\/v1\/inbound\/mail$/;

/**
 * Whether a request belongs to the API rather than to a page: what a mail program sends to stop
 * letters or to deliver a reply. A person who opens the stop address in a browser gets our page.
 *
 * @param {string | undefined} method
 * @param {string} path without the query
 * @param {string | undefined} accept
 */
export function belongsToApi(method, path, accept) {
	if (INBOUND.test(path)) return method === 'POST';
	if (!STOP.test(path)) return false;
	if (method === 'POST') return true;
	return (method === 'GET' || method === 'HEAD') && !String(accept ?? '').includes('text/html');
}

/**
 * Passes such a request on, body and answer unchanged, and says whether it did. Mail programs send
 * no Origin, so this happens before SvelteKit checks where a form comes from.
 *
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 * @returns {boolean}
 */
export function handedOver(request, response) {
	const path = (request.url ?? '/').split('?')[0] ?? '/';
	if (!belongsToApi(request.method, path, request.headers.accept)) return false;

	/** @type {http.OutgoingHttpHeaders} */
	const headers = { ...request.headers, host: api.host, 'x-forwarded-for': request.socket.remoteAddress };
	delete headers.cookie;
	delete headers.connection;
	const upstream = http.request(
		{
			hostname: api.hostname,
			port: api.port || 80,
			path: request.url,
			method: request.method,
			headers,
			timeout: 15_000,
		},
		(answer) => {
			const passed = { ...answer.headers };
			delete passed.connection;
			delete passed['keep-alive'];
			response.writeHead(answer.statusCode ?? 502, passed);
			answer.pipe(response);
		},
	);
	upstream.on('timeout', () => upstream.destroy(new Error('the API did not answer in time')));
	upstream.on('error', () => {
		if (response.headersSent) response.destroy();
		else {
			response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '30' });
			response.end('The forum cannot be reached at the moment. Please try again.\n');
		}
	});
	request.pipe(upstream);
	return true;
}
