// @ts-check
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */

// Files are compressed when the site is built; these are the answers made anew for each reader.
const worthIt = /^(text\/html|text\/plain|application\/(json|problem\+json))\b/;

/**
 * Compresses what is written to `response`, if the reader's browser takes it and the kind is worth it.
 * A thread on a slow phone is mostly HTML, so this is the greater part of the 60 kB promise.
 *
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 */
export function packed(request, response) {
	const accepted = request.headers['accept-encoding'] ?? '';
	const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
	if (!encoding || request.method === 'HEAD') return;

	/** @type {import('node:zlib').BrotliCompress | import('node:zlib').Gzip | null} */
	let press = null;
	const plain = {
		writeHead: response.writeHead.bind(response),
		write: response.write.bind(response),
		end: response.end.bind(response)
	};

	const begin = () => {
		if (press || response.headersSent || !isWorthIt(response)) return;
		response.removeHeader('content-length');
		response.setHeader('content-encoding', encoding);
		response.appendHeader('vary', 'Accept-Encoding');
		// The same page in another encoding is other bytes: its tag may only be a weak one.
		const tag = response.getHeader('etag');
		if (typeof tag === 'string' && tag.startsWith('"')) response.setHeader('etag', `W/${tag}`);
		press =
			encoding === 'br'
				? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
				: createGzip({ level: 6 });
		press.on('data', (chunk) => plain.write(chunk));
		press.on('end', () => plain.end());
		response.once('close', () => press?.destroy());
	};

	// @ts-expect-error the handler calls it with a status alone, after setting every header
	response.writeHead = (/** @type {number} */ status, ...rest) => {
		response.statusCode = status;
		begin();
		return plain.writeHead(status, ...rest);
	};
	// @ts-expect-error as above: only chunks are written
	response.write = (chunk, ...rest) => {
		if (!press) return plain.write(chunk, ...rest);
		press.write(chunk);
		return true; // pages are small; the press holds what the line does not take yet
	};
	// @ts-expect-error as above
	response.end = (chunk, ...rest) => {
		if (!press) return plain.end(chunk, ...rest);
		press.end(chunk);
		return response;
	};
}

/** @param {ServerResponse} response */
function isWorthIt(response) {
	if (response.statusCode === 204 || response.statusCode === 304) return false;
	if (response.hasHeader('content-encoding')) return false;
	return worthIt.test(String(response.getHeader('content-type') ?? ''));
}
