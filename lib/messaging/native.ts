import type { Browser } from 'webextension-polyfill';

/**
 * The browser's own functions, which return promises in both browsers; for what runs in pages, where the polyfill is more
 * than all the rest that a question needs to leave. A page cannot put an element of that name in its place, as it could
 * with `browser` in Chromium.
 */
export const native = (globalThis as { chrome?: Browser }).chrome as Browser; // in every script of an extension
