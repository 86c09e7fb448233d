import http from 'node:http';
import process from 'node:process';
import { compressed } from './compression.js';
import { handedOver } from './handover.js';

/**
 * What `node build` runs. HOST, PORT and ORIGIN are read here, when the server starts.
 * ORIGIN is the address people type; forms are accepted from it alone.
 */
const host = process.env.HOST || '127.0.0.1';
const port = Number(process.env.PORT || '3000');
const origin = new URL(process.env.ORIGIN || `http://localhost:${port}`);

// The adapter learns protocol and host from headers. These two are ours: whatever a browser sends
// under their names is replaced below, so nobody can choose the origin that forms are checked against.
const PROTOCOL = 'x-goodenough-protocol';
const HOST = 'x-goodenough-host';
process.env.PROTOCOL_HEADER = PROTOCOL;
process.env.HOST_HEADER = HOST;

const handlerFile = './handler.js';
/** @type {{ handler: (request: http.IncomingMessage, response: http.ServerResponse, next: () => void) => void }} */
const { handler } = await import(handlerFile);

const server = http.createServer((request, response) => {
	// Pages set these themselves; scripts and styles from disk do not pass by the pages' code.
	response.setHeader('X-Content-Type-Options', 'nosniff');
	response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
	if (handedOver(request, response)) return;
	request.headers[PROTOCOL] = origin.protocol.slice(0, -1);
	request.headers[HOST] = origin.host;
	handler(request, compressed(request, response), () => {
		response.statusCode = 404;
		response.end();
	});
});

// Longer than a proxy in front keeps its end, so that it never writes into a connection just closed.
server.keepAliveTimeout = 65_000;

server.listen(port, host, () => {
	const address = server.address();
	const where = address && typeof address === 'object' ? `${address.address}:${address.port}` : address;
	console.log(`listening on http://${where} for ${origin.origin}`);
});

/** Answers what is under way, takes nothing new, and gives up on the rest after ten seconds. */
function stop() {
	server.close(() => process.exit(0));
	server.closeIdleConnections();
	setTimeout(() => process.exit(0), 10_000).unref();
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
