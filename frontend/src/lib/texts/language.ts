import { m } from '#lib/paraglide/messages.js';
import { lazy } from './lazy.js';

/** Choosing a language. Their names stand in `languages`, each in its own. */
export const languageTexts = lazy({ title: m.language_title, lead: m.language_lead });
