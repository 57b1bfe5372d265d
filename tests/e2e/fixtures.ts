import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tools/processes.mjs';

export interface Fixture {
  name: string;
  url: string;
  html: string;
}

const folder = join(root, 'tests/fixtures/pages');

/** An invented page of one of the sites, by its file name without `.html`. */
export function fixture(name: string): Fixture {
  const index: { file: string; url: string }[] = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  const entry = index.find(({ file }) => file === `${name}.html`);
  if (!entry) throw new Error(`tests/fixtures/pages/index.json has no ${name}.html`);
  return { name, url: entry.url, html: readFileSync(join(folder, entry.file), 'utf8') };
}

/** The page a visitor of each site is most likely to be on. */
export const mainPages = ['google-results', 'baidu-results', 'zhihu-question'] as const;
