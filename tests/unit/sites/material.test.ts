import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPage, siteFor } from '../../../lib/sites/index.ts';
import { cutBehind } from '../../tools/cut-behind.ts';
import { openPage } from '../../tools/open-page.ts';
import {
  addressOf,
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

  test.each(entries)(
    '$site $slug says the same while what follows its list has not come',
    { timeout: 30_000 },
    (entry) => {
      const file = join(materialFolder, 'pages', entry.file);
      const url = new URL(addressOf(entry, readFileSync(file, 'utf8').slice(0, 5000)));
      const dom = openPage(file, url.href);
      const whole = readPage(dom.window.document, url)?.page;
      cutBehind(siteFor(url)?.list?.(dom.window.document, url));
      expect(readPage(dom.window.document, url)?.page).toEqual(whole);
      dom.window.close();
    },
  );

  test('every bar holds over all of them', () => {
    const missed = [...sumOf(scores)].filter(([what, tally]) => barMissed(what, tally));
    expect(missed, scores.flatMap(({ slug, misses }) => misses.map((miss) => `${slug}: ${miss}`)).join('\n')).toEqual(
      [],
    );
  });
});

test.skipIf(there)(`saved public pages are not on this machine: 0 read`, () => {});
