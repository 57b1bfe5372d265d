import { expect, test } from 'vitest';
import { seldom } from '../../../lib/background/seldom.ts';

test('a page is opened when one is asked for, and no second within a second', () => {
  let now = 0;
  const opened: string[] = [];
  const open = seldom(
    (path: string) => opened.push(path),
    () => now,
  );
  for (now = 0; now < 3_000; now += 10) open(`/${now}`);
  expect(opened).toEqual(['/0', '/1000', '/2000']);
});
