import type { Opinion } from '../model/verdict.ts';

/** Pairs of one request. */
export const mostPairs = 20;

const opinions: Record<string, Opinion> = { yes: 'supported', part: 'partly', no: 'not' };

/** What the model said of each of `count` pairs; undefined where it said nothing that can be read. */
export function readOpinions(reply: string, count: number): (Opinion | undefined)[] {
  const read = new Array<Opinion | undefined>(count).fill(undefined);
  for (const [, number, word = ''] of reply.matchAll(/^\W{0,4}(\d{1,3})\W{1,4}(yes|part|no)\b/gim)) {
    const index = Number(number) - 1;
    if (index >= 0 && index < count) read[index] ??= opinions[word.toLowerCase()];
  }
  return read;
}
