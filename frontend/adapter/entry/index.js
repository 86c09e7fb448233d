// @ts-check
// The program behind `node build`. Environment: HOST, PORT, ORIGIN, GOODENOUGH_API_URL, and what
// adapter-node knows (ADDRESS_HEADER, XFF_DEPTH, BODY_SIZE_LIMIT, SHUTDOWN_TIMEOUT, KEEP_ALIVE_TIMEOUT).
import { createServer } from 'node:http';
import process from 'node:process';
import { handOver, isForApi } from './handing.js';
import { packed } from './packing.js';

const host = process.env.HOST ?? '0.0.0.0';
const port = Number(process.env.PORT ?? 3000);
const api = process.env.GOODENOUGH_API_URL ?? 'http://127.0.0.1:8080';
const origin = siteOrigin();

// The handler asks these two headers where it is. They are ours alone: whatever a client sends under
// these names is overwritten below, so nobody can move the site to another origin.
const protocolHeader = 'x-goodenough-protocol';
const hostHeader = 'x-goodenough-host';
process.env.PROTOCOL_HEADER = protocolHeader;
process.env.HOST_HEADER = hostHeader;
delete process.env.PORT_HEADER;
const { handler } = await import('./handler.js');

const server = createServer((request, response) => {
	request.headers[protocolHeader] = origin.protocol.slice(0, -1);
	request.headers[hostHeader] = origin.host;
	// Pages set their own headers in `handle`; files are answered before it runs.
	response.setHeader('X-Content-Type-Options', 'nosniff');
	response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
	if (isForApi(request)) return void handOver(request, response, api);
	packed(request, response);
	handler(request, response, () => {
		response.statusCode = 404;
		response.end();
	});
});

// Longer than a proxy in front keeps its end, so that it never writes into a connection just closed.
server.keepAliveTimeout = Number(process.env.KEEP_ALIVE_TIMEOUT ?? 65) * 1000;

server.listen({ host, port }, () => {
	const address = server.address();
	const taken = address && typeof address === 'object' ? address.port : port;
	console.log(`Listening on http://${host.includes(':') ? `[${host}]` : host}:${taken}`);
});

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, stop);

/** The site's public origin, from ORIGIN; on one machine without it, this very server. */
function siteOrigin() {
	const given = process.env.ORIGIN ?? `http://localhost:${port}`;
	try {
		const url = new URL(given);
		if (url.protocol === 'http:' || url.protocol === 'https:') return url;
	} catch {
		// Said below, together with a wrong protocol.
	}
	console.error(`ORIGIN must be an http or https address such as https://forum.example, not "${given}".`);
	process.exit(1);
}

/** Stops listening, lets requests under way end for SHUTDOWN_TIMEOUT seconds (30), then goes. */
function stop() {
	const patience = Number(process.env.SHUTDOWN_TIMEOUT ?? 30) * 1000;
	server.close(() => process.exit(0));
	server.closeIdleConnections();
	// A connection that was busy a moment ago becomes idle without being closed by `close`.
	setInterval(() => server.closeIdleConnections(), 100).unref();
	setTimeout(() => server.closeAllConnections(), patience).unref();
}
