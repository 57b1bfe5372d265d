import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  barMissed,
  type Entry,
  entriesOf,
  materialFolder,
  type Score,
  scorePage,
  sumOf,
} from '../../tools/score-pages.ts';

const there = existsSync(join(materialFolder, 'pages/manifest.json'));
const entries: Entry[] = there ? entriesOf(materialFolder) : [];

describe.runIf(there)(`${entries.length} saved public pages`, () => {
  const scores: Score[] = [];

  test.each(entries)('$site $slug is read', { timeout: 30_000 }, (entry) => {
    const score = scorePage(materialFolder, entry);
    scores.push(score);
    expect(Object.keys(score.tallies).length).toBeGreaterThan(0);
  });

  test('every bar holds over all of them', () => {
    const missed = [...sumOf(scores)].filter(([what, tally]) => barMissed(what, tally));
    expect(missed, scores.flatMap(({ slug, misses }) => misses.map((miss) => `${slug}: ${miss}`)).join('\n')).toEqual(
      [],
    );
  });
});

test.skipIf(there)(`saved public pages are not on this machine: 0 read`, () => {});
