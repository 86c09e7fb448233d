import { remember } from '#lib/ui/early.js';

/** Runs before a page wakes up. */
export const init = (): void => remember();
