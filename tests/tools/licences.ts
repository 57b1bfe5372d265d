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
  homepage?: string;
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
  const byTerms = Map.groupBy(all.map(noticeOf), ({ terms }) => plain(terms));
  const parts = [...byTerms.values()].map((notices) => {
    const byHolder = [...Map.groupBy(notices, ({ holder }) => holder)].map(([holder, same]) => ({
      names: same.map(({ name }) => name).toSorted(),
      holder,
    }));
    const sorted = byHolder.toSorted((one, other) => byName(one.names, other.names));
    return { names: sorted[0]?.names ?? [], of: sorted, terms: notices[0]?.terms ?? '' };
  });
  const sections = parts
    .toSorted((one, other) => byName(one.names, other.names))
    .map(({ of, terms }) => {
      const heads = of.map(({ names, holder }) => [...names, ...(holder ? [holder] : [])].join('\n'));
      return `\n${'='.repeat(80)}\n${heads.join('\n\n')}\n${'-'.repeat(80)}\n${terms}\n`;
    });
  return `Pangda brings these along. Thank you.\n${sections.join('')}`;
}

const byName = ([one = '']: string[], [other = '']: string[]): number => one.localeCompare(other, 'en');

/** Terms that are the same word for word, however they are broken into lines and quoted. */
const plain = (terms: string): string => terms.replace(/["'“”‘’]/g, '').replace(/\s+/g, ' ');

const readPackage = (folder: string): Package => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));

/** A package, who holds its copyright, and the terms, which many packages share. */
function noticeOf(one: Package): { name: string; holder: string; terms: string } {
  const text = licenceOf(one);
  const head = /^(?:\(?(?:The )?(?:MIT|ISC) licen[cs]e\)?(?: \(\w+\))?\s+)?((?:Copyright .*\n)+)\s*/i.exec(text);
  const name = `${one.name} ${one.version} (${one.license ?? 'see below'})`;
  return { name, holder: head?.[1]?.trim() ?? '', terms: text.slice(head?.[0].length ?? 0) };
}

/** What the Mozilla Public License 2.0 wants told of what is no source (3.2), in its own words (Exhibit A). */
const mozilla = (source: string): string =>
  `The source code is subject to the terms of the Mozilla Public License, v. 2.0. If a copy of the MPL was not distributed
with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
The source code: ${source}`;

function licenceOf({ name, license, homepage }: Package): string {
  if (license === 'MPL-2.0' && homepage) return mozilla(homepage);
  const folder = join(root, 'node_modules', name);
  const file = readdirSync(folder).find((each) => /^licen[cs]e(\.(md|txt))?$/i.test(each));
  const notice = ['NOTICE', 'NOTICE.txt'].map((each) => join(folder, each)).find(existsSync);
  const texts = [file && join(folder, file), notice].flatMap((path) => (path ? [readFileSync(path, 'utf8')] : []));
  return texts.join('\n').replaceAll('\r\n', '\n').trim() || `Its package has no text of its licence: ${license}.`;
}

/** Writes the list anew: `node tests/tools/licences.ts`. */
if (import.meta.main) writeFileSync(licencesFile, licences());
