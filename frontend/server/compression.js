import zlib from 'node:zlib';

const TEXT = /^(text\/(html|plain|css)|application\/(json|manifest\+json)|image\/svg\+xml)/;

/**
 * Picks the encoding a browser takes: Brotli, else gzip, else none.
 * @param {string | string[] | undefined} accepts
 * @returns {'br' | 'gzip' | null}
 */
export function encodingFor(accepts) {
	const offered = String(accepts ?? '')
		.split(',')
		.map((part) => part.trim().toLowerCase())
		.filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
		.map((part) => part.split(';')[0]);
	if (offered.includes('br')) return 'br';
	if (offered.includes('gzip')) return 'gzip';
	return null;
}

/**
 * Compresses rendered pages while they are written. Files from disk come with their own compressed
 * copies and are left alone, and so is everything that is not text.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @returns {import('node:http').ServerResponse}
 */
export function compressed(request, response) {
	const encoding = encodingFor(request.headers['accept-encoding']);
	if (!encoding || request.method === 'HEAD') return response;

	const { writeHead, write, end } = response;
	/** @type {import('node:zlib').BrotliCompress | import('node:zlib').Gzip | null} */
	let stream = null;

	function begin() {
		const status = response.statusCode;
		if (status === 204 || status === 304 || response.hasHeader('content-encoding')) return;
		if (!TEXT.test(String(response.getHeader('content-type') ?? ''))) return;
		response.removeHeader('content-length');
		response.setHeader('content-encoding', String(encoding));
		response.appendHeader('vary', 'accept-encoding');
		const packer =
			encoding === 'br'
				? zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } })
				: zlib.createGzip({ level: 6 });
		packer.on('data', (/** @type {Buffer} */ chunk) => {
			if (!write.call(response, chunk, 'utf8')) packer.pause();
		});
		packer.on('end', () => end.call(response, undefined, 'utf8'));
		response.on('drain', () => packer.resume());
		// Whoever writes waits on the response for what the packer could not take at once.
		packer.on('drain', () => response.emit('drain'));
		response.on('close', () => packer.destroy());
		stream = packer;
	}

	// Node's own signatures are overloaded; these three pass on whatever they are given.
	Object.assign(response, {
		/** @param {number} status @param {any[]} rest */
		writeHead(status, ...rest) {
			response.statusCode = status;
			const headers = typeof rest[0] === 'string' ? rest[1] : rest[0];
			for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
			begin();
			return writeHead.call(response, status);
		},
		/** @param {any} chunk @param {any[]} rest */
		write(chunk, ...rest) {
			if (!response.headersSent) response.writeHead(response.statusCode);
			if (!stream) return write.apply(response, /** @type {any} */ ([chunk, ...rest]));
			return stream.write(chunk);
		},
		/** @param {any} [chunk] @param {any[]} rest */
		end(chunk, ...rest) {
			if (!response.headersSent) response.writeHead(response.statusCode);
			if (!stream) return end.apply(response, /** @type {any} */ ([chunk, ...rest]));
			if (chunk && typeof chunk !== 'function') stream.write(chunk);
			stream.end();
			return response;
		},
	});
	return response;
}
