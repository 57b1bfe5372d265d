import type { LeftOut } from '../model/answer.ts';
import type { Source } from '../model/page.ts';
import { fold } from './hygiene.ts';

/** What the user wants of sources. */
export interface SourceWishes {
  /** Numbers the user took out for this answer. */
  without?: readonly number[];
  /** Hosts whose results are never used; a host stands for those below it. */
  blockedHosts?: readonly string[];
  /** Hosts whose results come first. */
  preferredHosts?: readonly string[];
}

/** Parts the sources that may be used from those that may not, or are not worth it. Kept ones keep order and number. */
export function chooseSources(sources: readonly Source[], wishes: SourceWishes): { kept: Source[]; left: LeftOut[] } {
  const { without = [], blockedHosts = [] } = wishes;
  const wanted: Source[] = [];
  const left: LeftOut[] = [];
  for (const source of sources) {
    if (without.includes(source.number)) left.push({ number: source.number, why: 'unticked' });
    else if (isOf(blockedHosts, source.url)) left.push({ number: source.number, why: 'blocked' });
    else wanted.push(source);
  }
  const folded = fold(wanted);
  return {
    kept: folded.kept,
    left: [...left, ...folded.left].sort((one, other) => one.number - other.number),
  };
}

/** Whether an address lies on one of the hosts, or below one. */
export function isOf(hosts: readonly string[], url: string): boolean {
  if (hosts.length === 0 || !URL.canParse(url)) return false;
  const host = `.${new URL(url).hostname.replace(/\.$/, '')}`;
  return hosts.some((listed) => {
    // Lists may come from elsewhere than `readHosts`; those from there are not read again for each address.
    const name = /^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/.test(listed) ? listed : readHosts(listed)[0];
    return name !== undefined && host.endsWith(`.${name}`);
  });
}

/** Hosts out of what a user types: addresses or hosts, one a line or between commas; without www. and doubles. */
export function readHosts(text: string): string[] {
  const hosts = text
    .split(/[\s,，、;；]+/)
    .filter((word) => /.[.。]./.test(word))
    .map((word) => (word.includes('://') ? word : `https://${word}`))
    .filter((address) => URL.canParse(address))
    .map((address) => new URL(address).hostname.toLowerCase().replace(/^[*.]+|\.+$/g, ''))
    .map((host) => host.replace(/^www\.(?=[^.]+\.)/, ''))
    .filter((host) => host.includes('.'));
  return [...new Set(hosts)];
}
