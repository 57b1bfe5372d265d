/**
 * What the extension reads from a saved page, as JSON.
 *   read-page --url URL FILE.html     one page, or null
 *   read-page --list PAGES.json       an array for [{ "url", "file" }, …], in order
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { placeFor, readPage } from '../../lib/sites/index.ts';
import { openPage } from './open-page.ts';

function read(file: string, address: string): unknown {
  try {
    const url = new URL(address);
    const dom = openPage(file, address);
    try {
      const document = dom.window.document;
      const page = readPage(document, url)?.page;
      return page ? { ...page, place: placeFor(document, url) } : null;
    } finally {
      dom.window.close();
    }
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

function readList(list: string): unknown[] {
  const entries: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(entries)) throw new Error('the list is not an array');
  return entries.map((entry: { url?: unknown; file?: unknown }) => {
    const file = String(entry?.file);
    const beside = resolve(dirname(list), file);
    return read(existsSync(beside) ? beside : resolve(file), String(entry?.url));
  });
}

const [flag, value, file] = process.argv.slice(2);
if (flag === '--list' && value) console.log(JSON.stringify(readList(value), null, 1));
else if (flag === '--url' && value && file) console.log(JSON.stringify(read(resolve(file), value), null, 1));
else {
  const swapped = process.argv.slice(2);
  const at = swapped.indexOf('--url');
  const [other] = swapped.filter((_, index) => index !== at && index !== at + 1);
  if (at >= 0 && swapped[at + 1] && other)
    console.log(JSON.stringify(read(resolve(other), swapped[at + 1] ?? ''), null, 1));
  else {
    console.error('read-page --url URL FILE.html | --list PAGES.json');
    process.exitCode = 2;
  }
}
