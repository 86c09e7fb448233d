// @ts-check
// Two addresses of the site belong to mail programs, not to browsers: the one-click stop of a letter
// and the door for inbound mail. Mail programs send no Origin, so they go to the API before SvelteKit.
import process from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */

const stop = /^\/api\/v1\/letters\/stop\/[\w.~-]{1,512}$/;
const inbound = /^\/api\/v1\/inbound\/mail(\?to=[^#\s]{1,512})?$/;
const forwarded = ['accept', 'authorization', 'content-type', 'user-agent'];
const returned = ['content-type', 'cache-control', 'retry-after', 'vary', 'www-authenticate', 'x-request-id'];
const patience = 30_000; // milliseconds for the API to answer

/**
 * Whether this request is one of theirs. A stop address with a query is not: the button on the page
 * posts to `?/stop`, which SvelteKit checks and answers like any other form.
 *
 * @param {IncomingMessage} request
 */
export function isForApi({ method, url = '', headers }) {
	if (stop.test(url)) {
		if (method === 'POST') return true;
		if (method === 'GET' || method === 'HEAD') return !headers.accept?.includes('text/html');
		return false;
	}
	return method === 'POST' && inbound.test(url);
}

/**
 * Passes the request on as it came and the answer back, both as streams; the API sets the limits.
 *
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {string} api the API's address, without a path
 */
export async function handOver(request, response, api) {
	const headers = new Headers({ 'x-forwarded-for': senderOf(request) });
	for (const name of forwarded) {
		const value = request.headers[name];
		if (typeof value === 'string') headers.set(name, value);
	}
	try {
		const answer = await fetch(api + request.url, {
			method: request.method,
			headers,
			redirect: 'manual',
			signal: AbortSignal.timeout(patience),
			...(request.method === 'POST' && { body: Readable.toWeb(request), duplex: 'half' })
		});
		for (const name of returned) {
			const value = answer.headers.get(name);
			if (value !== null) response.setHeader(name, value);
		}
		response.writeHead(answer.status);
		if (answer.body) await pipeline(Readable.fromWeb(answer.body), response);
		else response.end();
	} catch {
		sayUnavailable(response);
	}
}

/**
 * The sender's address: the one a proxy vouches for if ADDRESS_HEADER names its header, as
 * adapter-node reads it for pages, else the other end of the connection.
 *
 * @param {IncomingMessage} request
 */
function senderOf(request) {
	const other = request.socket.remoteAddress ?? '';
	const named = process.env.ADDRESS_HEADER && request.headers[process.env.ADDRESS_HEADER.toLowerCase()];
	if (typeof named !== 'string') return other;
	return named.split(',').at(-Number(process.env.XFF_DEPTH ?? 1))?.trim() || other;
}

/** @param {ServerResponse} response */
function sayUnavailable(response) {
	if (response.headersSent) return void response.destroy();
	response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '60' });
	response.end(
		JSON.stringify({
			type: 'about:blank',
			title: 'Not available',
			status: 503,
			code: 'unavailable',
			detail: 'The forum cannot be reached just now. Please try again in a minute.'
		})
	);
}
