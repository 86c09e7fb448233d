import http from 'node:http';
import process from 'node:process';

const api = new URL((process.env.GOODENOUGH_API_URL || 'http://127.0.0.1:8080').replace(/\/+$/, '') + '/');
const STOP = /^\/api\/v1\/letters\/stop\/[\w.~-]{1,512}$/;
const INBOUND = /^\/api\/v1\/inbound\/mail(\?to=[^#\s]{1,512})?$/;

/**
 * Whether a request belongs to the API rather than to a page: what a mail program sends to stop
 * letters or to deliver a reply. A person who opens the stop address in a browser is led to our page
 * for it, whose form is checked and answered by SvelteKit like any other.
 *
 * @param {string | undefined} method
 * @param {string} target path and query
 * @param {string | undefined} accept
 */
export function belongsToApi(method, target, accept) {
	if (INBOUND.test(target)) return method === 'POST';
	if (!STOP.test(target)) return false;
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
	if (!belongsToApi(request.method, request.url ?? '/', request.headers.accept)) return false;

	/** @type {http.OutgoingHttpHeaders} */
	const headers = { ...request.headers, host: api.host, 'x-forwarded-for': senderOf(request) };
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

/**
 * The sender's address: the one a proxy vouches for where ADDRESS_HEADER names its header, as the
 * adapter reads it for pages, else the other end of the connection.
 *
 * @param {http.IncomingMessage} request
 */
export function senderOf(request) {
	const header = (process.env.ADDRESS_HEADER || '').toLowerCase();
	const vouched = header ? request.headers[header] : undefined;
	const depth = Number(process.env.XFF_DEPTH || '1');
	const named = typeof vouched === 'string' ? vouched.split(',').at(-depth)?.trim() : '';
	return named || (request.socket.remoteAddress ?? '');
}
