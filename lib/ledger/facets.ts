import type { RecordEntry } from '../model/ledger.ts';
import type { SiteId } from '../model/page.ts';
import type { Verdict } from '../model/verdict.ts';
import { blockSize } from './blocks.ts';
import { termHash } from './tokens.ts';

/** Keys by which a record is looked up. `origin`: hash of the entry where it was first written. */
export const keyNames = ['id', 'origin', 'sameKey', 'questionKey'] as const;
export type KeyName = (typeof keyNames)[number];

/** What a record is filtered and looked up by, so that nothing else of it need be read for that. */
export interface Facet {
  site?: SiteId;
  /** As it was asked for, or 'quotes'. */
  model: string;
  /** Bit n: some sentence came to verdict n of `verdicts`. */
  verdicts: number;
  atMs: number;
  /** 32-bit hashes of the keys, in the order of their names: a hit is looked at before it is believed. */
  keys: readonly number[];
}

export const sites: readonly SiteId[] = ['google', 'baidu', 'zhihu'];
const verdicts: readonly Verdict[] = ['found', 'partly', 'notFound', 'noSource', 'cannotCheck', 'noSuchNumber'];

export const verdictBit = (verdict: Verdict): number => 1 << verdicts.indexOf(verdict);

export function facetOf({ hash, record, importedFrom }: Pick<RecordEntry, 'hash' | 'record' | 'importedFrom'>): Facet {
  const { id, page, author, checks, atMs, sameKey, questionKey } = record;
  return {
    ...(page && { site: page.site }),
    model: author.kind === 'model' ? author.model : 'quotes',
    verdicts: checks.reduce((bits, { verdict }) => bits | verdictBit(verdict), 0),
    atMs,
    keys: [id, importedFrom?.hash ?? hash, sameKey, questionKey].map(termHash),
  };
}

/** The facets of a block. Many small values are slow to read, so they lie in one piece. */
export interface FacetRow {
  from: number;
  /** Names, each once, in the order of the records. */
  models: string[];
  /** By ordinal: times (8 bytes each), keys (4 each, four a record), then a byte each of site, verdicts and model. */
  bytes: Uint8Array;
}

/** Where there is no record: a gap, a deletion. */
const nobody = 255;
const noSite = 254;
const keyCount = keyNames.length;
const size = blockSize * (8 + 4 * keyCount + 3);

interface Columns {
  times: Float64Array;
  keys: Uint32Array;
  sites: Uint8Array;
  verdicts: Uint8Array;
  models: Uint8Array;
}

function columns({ buffer, byteOffset }: Uint8Array): Columns {
  const at = byteOffset + blockSize * (8 + 4 * keyCount);
  return {
    times: new Float64Array(buffer, byteOffset, blockSize),
    keys: new Uint32Array(buffer, byteOffset + blockSize * 8, blockSize * keyCount),
    sites: new Uint8Array(buffer, at, blockSize),
    verdicts: new Uint8Array(buffer, at + blockSize, blockSize),
    models: new Uint8Array(buffer, at + 2 * blockSize, blockSize),
  };
}

/** `facets` by ordinal. */
export function facetRow(from: number, facets: readonly (Facet | undefined)[]): FacetRow {
  const models = [...new Set(facets.flatMap((facet) => (facet ? [facet.model] : [])))];
  const bytes = new Uint8Array(size);
  const into = columns(bytes);
  for (let ordinal = 0; ordinal < blockSize; ordinal += 1) {
    const facet = facets[ordinal];
    into.sites[ordinal] = nobody;
    if (!facet) continue;
    into.sites[ordinal] = facet.site ? sites.indexOf(facet.site) : noSite;
    into.times[ordinal] = facet.atMs;
    into.keys.set(facet.keys, ordinal * keyCount);
    into.verdicts[ordinal] = facet.verdicts;
    into.models[ordinal] = models.indexOf(facet.model);
  }
  return { from, models, bytes };
}

/** By ordinal. Damaged bytes give facets of nothing in particular, never an error. */
export function facetsOf({ models, bytes }: FacetRow): (Facet | undefined)[] {
  if (bytes.length !== size) return [];
  const of = columns(bytes.byteOffset % 8 === 0 ? bytes : bytes.slice());
  return Array.from({ length: blockSize }, (_, ordinal) => {
    const site = of.sites[ordinal] ?? nobody;
    if (site === nobody) return undefined;
    const known = sites[site];
    return {
      ...(known && { site: known }),
      model: models[of.models[ordinal] ?? 0] ?? '',
      verdicts: of.verdicts[ordinal] ?? 0,
      atMs: of.times[ordinal] ?? 0,
      keys: of.keys.subarray(ordinal * keyCount, (ordinal + 1) * keyCount) as unknown as readonly number[], // indexed alike
    };
  });
}

/** Ordinals at which two rows differ; all of them when their shape does. */
export function differing(row: FacetRow | undefined, right: FacetRow): number[] {
  const all = Array.from({ length: blockSize }, (_, ordinal) => ordinal);
  if (!row || Object.keys(row).length !== 3 || row.from !== right.from || row.bytes.length !== size) return all;
  const [a, b] = [columns(row.bytes.slice()), columns(right.bytes)];
  // By name: a record that cannot be read is not in `right`, and the others' names lie in another order then.
  const isSameModel = (ordinal: number): boolean => {
    const [index, rightIndex] = [a.models[ordinal] ?? 0, b.models[ordinal] ?? 0];
    return b.sites[ordinal] === nobody ? index === rightIndex : row.models[index] === right.models[rightIndex];
  };
  const isSame = (ordinal: number): boolean =>
    a.sites[ordinal] === b.sites[ordinal] &&
    Object.is(a.times[ordinal], b.times[ordinal]) &&
    a.verdicts[ordinal] === b.verdicts[ordinal] &&
    isSameModel(ordinal) &&
    keyNames.every((_, key) => a.keys[ordinal * keyCount + key] === b.keys[ordinal * keyCount + key]);
  const used = new Set(all.filter((ordinal) => a.sites[ordinal] !== nobody).map((ordinal) => a.models[ordinal]));
  if (row.models.some((_, index) => !used.has(index))) return all; // shown as a choice, and no record's
  return all.filter((ordinal) => !isSame(ordinal));
}
