import type { Source } from '#lib/server/drawn.js';
import type { Role } from '#lib/api/types.js';

declare global {
	namespace App {
		interface Error {
			/** The API's code, by which the error page finds its sentence. */
			code?: string;
			/** Names this failure in the logs, for whoever asks for help. */
			requestId?: string;
		}
		interface Locals {
			/** The access token of this request; never sent to the browser's scripts. */
			access: string | null;
			/** What the pages need to know about the reader; the API decides what she may do. */
			member: { role: Role; limited: boolean; discreet: boolean; locale: string | null } | null;
			/** The reader's time zone, once she or her browser has told it. */
			zone: string | null;
			/** Set by signing out: the answer then asks the browser to forget everything. */
			forget: boolean;
			/** The API's answers that this page is drawn from, when it may be kept for other visitors. */
			sources: Source[] | null;
		}
		interface PageData {
			siteName: string;
		}
	}
}

export {};
