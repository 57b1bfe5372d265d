import { readFileSync } from 'node:fs';
import { JSDOM, VirtualConsole } from 'jsdom';
import { decodePage } from './decode-page.ts';

/** Opens a saved page at an address, without running its scripts or loading anything. Close its window when done. */
export function openPage(file: string, url: string): JSDOM {
  return new JSDOM(withoutStyles(decodePage(readFileSync(file))), { url, virtualConsole: new VirtualConsole() });
}

/** Sheets cost seconds to parse and say nothing about text; inline styles stay. */
const withoutStyles = (html: string) => html.replace(/(<style\b[^>]*>)[\s\S]*?(<\/style>)/gi, '$1$2');
