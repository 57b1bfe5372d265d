import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';

/** A part of the built extension. Bytes as they lie there, and packed as a server or a store would. */
export interface Size {
  what: SizeName;
  raw: number;
  packed: number;
}

export type SizeName = keyof typeof mostPacked;

/** What each may be at most, packed, in bytes: a thousand is a kB. */
export const mostPacked = {
  'panel script': 110_000,
  'background script': 100_000,
  'panel styles': 8_000,
  'script before the page': 4_000,
  'whole package': 600_000,
};

/** @param folder a build for one browser */
export function sizesOf(folder: string): Size[] {
  const manifest: { content_scripts: { matches: string[]; run_at?: string; js?: string[] }[] } = JSON.parse(
    readFileSync(join(folder, 'manifest.json'), 'utf8'),
  );
  const all = (files: string[]) => Buffer.concat(files.map((file) => readFileSync(join(folder, file))));
  const early = manifest.content_scripts.filter(({ run_at }) => run_at === 'document_start');
  const on = (pattern: string) =>
    all(early.filter(({ matches }) => matches.includes(pattern)).flatMap(({ js = [] }) => js));
  // Those of the pages that have the most.
  const patterns = new Set(early.flatMap(({ matches }) => matches));
  const before = [...patterns].map(on).sort((one, other) => other.length - one.length)[0];
  return [
    sized('panel script', all(panelScripts)),
    sized('background script', all(backgroundScripts)),
    sized('panel styles', Buffer.from(stylesOf(readFileSync(join(folder, shellScript), 'utf8')))),
    ...(before ? [sized('script before the page', before)] : []),
    packageSize(folder),
  ];
}

/** All that is put beside a page before its panel can be drawn. */
export const panelScripts = ['react.js', 'chat.js', 'content-scripts/panel.js'];
/** What each start of the background reads. */
const backgroundScripts = ['texts.js', 'own.js', 'background.js'];
/** Draws the panel's shell, and so has its sheet. */
const shellScript = 'content-scripts/page.js';

const sized = (what: SizeName, bytes: Uint8Array): Size => ({
  what,
  raw: bytes.length,
  packed: gzipSync(bytes, { level: 9 }).length,
});

/** The panel's sheet, a text in a script. */
function stylesOf(script: string): string {
  const at = script.indexOf('.pd-panel{');
  if (at === -1) return '';
  // The sheet holds quotes of its own; the text that begins with the nearest of some kind may be none.
  for (const quote of ['`', "'", '"']) {
    const open = script.lastIndexOf(`=${quote}`, at);
    if (open === -1) continue;
    let end = script.indexOf(quote, at);
    while (script[end - 1] === '\\') end = script.indexOf(quote, end + 1);
    const sheet = script.slice(open + 2, end);
    if (!sheet.includes('function')) return sheet;
  }
  return '';
}

/** A zip file: each file deflated, with two headers of 30 and 46 bytes and its name twice. */
function packageSize(folder: string): Size {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  let [raw, packed] = [0, 22];
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    const bytes = readFileSync(path);
    raw += bytes.length;
    packed += deflateRawSync(bytes, { level: 9 }).length + 76 + 2 * Buffer.byteLength(relative(folder, path));
  }
  return { what: 'whole package', raw, packed };
}
