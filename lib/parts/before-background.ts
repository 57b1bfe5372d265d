import { filesBefore } from './shared-scripts.ts';
import { scriptsOfWorker } from './worker-scripts.ts';

/** Each part that the background itself uses at times, with what it takes from. */
export const scriptsOfParts = {
  openai: ['/openai.js'],
  checking: ['/checking.js'],
  talk: [...filesBefore('talk'), '/talk.js'].filter((file) => !filesBefore('background').includes(file)),
};

/**
 * Runs first of all in the background, whose modules are made of what these scripts have; a page of Firefox's has them in
 * its manifest (wxt.config.ts). Undefined there.
 */
export const readScript = scriptsOfWorker([...filesBefore('background'), ...Object.values(scriptsOfParts).flat()]);
for (const file of filesBefore('background')) readScript?.(file);
