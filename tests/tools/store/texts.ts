import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { root } from '../processes.mjs';

/** The languages a store's page is written in. */
export const storeLanguages = ['en', 'zh-CN', 'zh-TW'] as const;
export type StoreLanguage = (typeof storeLanguages)[number];

/** The pictures of a store's page, in its order. */
export const pictureNames = ['google', 'evidence', 'baidu', 'zhihu', 'connections', 'ledger'] as const;
export type PictureName = (typeof pictureNames)[number];

/** What the stores ask about a listing, in one language. */
export interface Listing {
  name: string;
  summary: string;
  description: string;
  purpose: string;
  remoteCode: string;
  /** The stores' questions on data, each with yes or no and why. */
  data: { asked: string; answer: string; why: string }[];
  /** The line on the tiles. */
  promotion: string;
  captions: Map<PictureName, string>;
}

/** Why each permission is needed, as the page about privacy says it. */
export interface Reasons {
  /** By the permission's name in the manifest. */
  named: Map<string, string>;
  /** Of the hosts that are granted at install, of those asked for later, and of the microphone. */
  hosts: string;
  otherHosts: string;
  microphone: string;
}

/** Longest that a store takes, in characters; the shortest of them where they differ. */
export const longest = { name: 50, summary: 132, description: 10_000, purpose: 1_000, reason: 1_000, promotion: 60 };
/** Edge refuses a shorter one. Chinese says in 250 letters what English needs twice as many for. */
export const shortestDescription = 250;

/** Reads the files a language's page is made of: docs/store, the locale, and the page about privacy. */
export async function readListing(language: StoreLanguage): Promise<Listing> {
  const messages = await parseMessagesFile(join(root, `lib/locales/${language.replace('-', '_')}.yml`));
  const words = (key: string) => {
    const found = messages.find((message) => message.key.join('.') === key);
    return found && 'message' in found ? found.message : '';
  };
  const page = listingOf(readFileSync(join(root, `docs/store/${language}.md`), 'utf8'));
  return { ...page, name: words('extension.name'), summary: words('extension.description') };
}

/** A file of docs/store, taken apart at its headings. */
export function listingOf(markdown: string): Omit<Listing, 'name' | 'summary'> {
  const parts = new Map(
    markdown.split(/^## /m).map((part) => {
      const [heading = '', ...lines] = part.split('\n');
      return [heading.trim(), lines.join('\n').trim()];
    }),
  );
  const part = (heading: string) => parts.get(heading) ?? '';
  const captions = [...part('Captions').matchAll(/^- (\w+): (.+)$/gm)].map(([, name, words]) => [name, words]);
  return {
    description: part('Description'),
    purpose: part('Single purpose'),
    remoteCode: part('Remote code'),
    data: rowsOf(part('Data')).map(([asked = '', answer = '', why = '']) => ({ asked, answer, why })),
    promotion: part('Promotion'),
    captions: new Map(captions as [PictureName, string][]),
  };
}

/** The rows of the page's table of permissions. Those without a name in the manifest stand first and last, as there. */
export function permissionReasons(privacy: string, language: StoreLanguage): Reasons {
  const section = privacy.split(/^---$/m)[storeLanguages.indexOf(language)] ?? '';
  // The third heading is the one about permissions, in each language.
  const rows = rowsOf(section.split(/^## /m)[2] ?? '');
  const named = rows.flatMap(([what = '', why = '']) => {
    const name = /^`(\w+)`/.exec(what)?.[1];
    return name ? [[name, why] as const] : [];
  });
  const others = rows.filter(([what = '']) => !what.startsWith('`')).map(([, why = '']) => why);
  const [hosts = '', otherHosts = '', microphone = ''] = others;
  return { named: new Map(named), hosts, otherHosts, microphone };
}

/** The cells of a table's rows, its head left out. */
const rowsOf = (markdown: string): string[][] =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** What a store would refuse in a language's texts, a line each. `permissions`: those of the packages. */
export function faultsOf(listing: Listing, reasons: Reasons, permissions: readonly string[]): string[] {
  const texts = { ...listing, ...reasonTexts(reasons, permissions) } as Record<string, unknown>;
  const empty = Object.entries(texts).filter(([, text]) => text === undefined || text === '' || isBare(text));
  const limits = { ...longest, ...Object.fromEntries(permissions.map((name) => [name, longest.reason])) };
  const tooLong = Object.entries(limits).filter(([field, most]) => String(texts[field] ?? '').length > most);
  return [
    ...empty.map(([field]) => `${field} is missing`),
    ...tooLong.map(([field, most]) => `${field} has more than ${most} characters`),
    ...(listing.description.length < shortestDescription ? ['the description is too short'] : []),
    ...pictureNames.filter((name) => !listing.captions.get(name)).map((name) => `${name} has no caption`),
    ...listing.data.filter((row) => Object.values(row).includes('')).map(({ asked }) => `data: ${asked} has a gap`),
  ];
}

const isBare = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const reasonTexts = ({ named, hosts, otherHosts, microphone }: Reasons, permissions: readonly string[]) => ({
  ...Object.fromEntries(permissions.map((name) => [name, named.get(name)])),
  hosts,
  otherHosts,
  microphone,
});

/** The files for a language's page, each to be copied into a store's form. */
export function formTexts(listing: Listing, reasons: Reasons, permissions: readonly string[]): Map<string, string> {
  const why = Object.entries(reasonTexts(reasons, permissions)).map(([name, text]) => `${name}\n${text}\n`);
  const data = listing.data.map(({ asked, answer, why: because }) => `${asked}: ${answer}\n  ${because}\n`);
  const captions = pictureNames.map((name, at) => `${at + 1}. ${listing.captions.get(name)}\n`);
  return new Map([
    ['name.txt', `${listing.name}\n`],
    ['summary.txt', `${listing.summary}\n`],
    ['description.txt', `${listing.description}\n`],
    ['single-purpose.txt', `${listing.purpose}\n`],
    ['permissions.txt', why.join('\n')],
    ['remote-code.txt', `${listing.remoteCode}\n`],
    ['privacy.txt', data.join('\n')],
    ['captions.txt', captions.join('')],
  ]);
}
