import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { root } from '../../tools/processes.mjs';

/** An invented page that somebody cites, as it would be served. */
export const cited = (name: string): string => readFileSync(join(root, 'tests/fixtures/cited', `${name}.html`), 'utf8');

export const parse = (html: string): Document => new JSDOM(html).window.document;
