import { expect, test } from 'vitest';
import { type Drawn, filled, following, nothing } from '../../../../components/answer/use-gap.ts';

const left = ({ top, end }: Drawn): number => end - top;

test('what comes one by one, or fits a screen, leaves no gap', () => {
  let drawn = nothing;
  for (let count = 1; count < 300; count++) {
    drawn = following(drawn, count);
    expect(left(drawn)).toBe(0);
  }
  expect(left(following(nothing, 30))).toBe(0);
});

test('after a burst the beginning is drawn, then the end, then what lies between, from the top', () => {
  const seen: [number, number][] = [];
  let drawn = following(nothing, 700);
  for (let tasks = 0; tasks < 50; tasks++) {
    seen.push([drawn.top, drawn.end]);
    if (left(drawn) === 0) break;
    drawn = filled(drawn);
  }
  expect(seen.slice(0, 4)).toEqual([
    [32, 700],
    [64, 700],
    [64, 640],
    [96, 640],
  ]);
  expect(seen.at(-1)).toEqual([640, 640]);
});

test('while a burst goes on only the beginning is drawn; nothing that is drawn is taken away', () => {
  let drawn = following(nothing, 24);
  const tops: number[] = [];
  for (let count = 72; count <= 648; count += 48) {
    const next = following(drawn, count);
    expect(next.top).toBeGreaterThanOrEqual(drawn.top);
    expect(next.end).toBe(count);
    drawn = next;
    tops.push(next.top);
  }
  expect(tops.slice(0, 3)).toEqual([32, 64, 64]);
  const withEnd = filled(drawn);
  expect(withEnd.end).toBeLessThan(withEnd.count);
  const more = following(withEnd, 700);
  expect(more.end).toBe(withEnd.end);
  expect(more.top).toBe(withEnd.top);
});

test('a burst after a long answer goes on from what is drawn', () => {
  const drawn = following({ count: 600, top: 600, end: 600 }, 900);
  expect(drawn).toEqual({ count: 900, top: 608, end: 900 });
});

test('a list whose last values are read as one keeps what is drawn', () => {
  expect(following({ count: 700, top: 64, end: 672 }, 699)).toEqual({ count: 699, top: 64, end: 672 });
  expect(following({ count: 700, top: 64, end: 700 }, 699)).toEqual({ count: 699, top: 64, end: 699 });
  expect(following({ count: 700, top: 700, end: 700 }, 20)).toEqual({ count: 20, top: 20, end: 20 });
});

test('however a list grows, it is drawn whole in the end', () => {
  for (let seed = 1; seed < 200; seed++) {
    let state = seed;
    const random = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    let drawn = nothing;
    let count = 0;
    for (let step = 0; step < 30; step++) {
      count += Math.floor(random() * 90);
      drawn = random() < 0.5 ? following(drawn, count) : filled(following(drawn, count));
      expect(drawn.top).toBeLessThanOrEqual(drawn.end);
      expect(drawn.end).toBeLessThanOrEqual(count);
    }
    for (let task = 0; task < 200 && left(drawn) > 0; task++) drawn = filled(following(drawn, count));
    expect(left(drawn)).toBe(0);
  }
});
