import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './processes.mjs';

/** Ships with the extension, for most licences want to be in every copy. */
export const licencesFile = join(root, 'lib/public/licences.txt');

/** Tools of the build that leave a little of their own in what they make; not what they need themselves. */
const leaveSome = ['wxt', '@wxt-dev/browser', '@wxt-dev/i18n'];

interface Package {
  name: string;
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
}

/** Everything the product may bring along, as installed, with its licence: what it depends on, and what that depends on. */
export function licences(): string {
  const own: Package = readPackage('.');
  const found = new Map<string, Package>();
  const take = (name: string, withMore: boolean) => {
    if (found.has(name)) return;
    const one = readPackage(join('node_modules', name));
    found.set(name, one);
    if (withMore) for (const next of Object.keys(one.dependencies ?? {})) take(next, true);
  };
  for (const name of Object.keys(own.dependencies ?? {})) take(name, true);
  for (const name of leaveSome) take(name, false);
  const all = [...found.values()].filter(({ name }) => !name.startsWith('@types/'));
  const byText = Map.groupBy(all, licenceOf);
  const parts = [...byText].map(([text, packages]) => {
    const names = packages.map(({ name, version, license }) => `${name} ${version} (${license ?? 'see below'})`);
    return { names: names.toSorted(), text };
  });
  const sorted = parts.toSorted((one, other) => (one.names[0] ?? '').localeCompare(other.names[0] ?? '', 'en'));
  return `Pangda brings these along. Thank you.\n${sorted
    .map(({ names, text }) => `\n${'='.repeat(80)}\n${names.join('\n')}\n${'-'.repeat(80)}\n${text}\n`)
    .join('')}`;
}

const readPackage = (folder: string): Package => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));

function licenceOf({ name, license }: Package): string {
  const folder = join(root, 'node_modules', name);
  const file = readdirSync(folder).find((each) => /^licen[cs]e(\.(md|txt))?$/i.test(each));
  const notice = ['NOTICE', 'NOTICE.txt'].map((each) => join(folder, each)).find(existsSync);
  const texts = [file && join(folder, file), notice].flatMap((path) => (path ? [readFileSync(path, 'utf8')] : []));
  return texts.join('\n').replaceAll('\r\n', '\n').trim() || `Its package has no text of its licence: ${license}.`;
}

/** Writes the list anew: `node tests/tools/licences.ts`. */
if (import.meta.main) writeFileSync(licencesFile, licences());
