import { describe, expect, test } from 'vitest';
import { Medians, type Sample } from '../../bench/speed/samples.ts';
import { growth, median, worstShift } from '../../bench/speed/statistics.ts';

describe('a median', () => {
  test('is the middle one, or lies between the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 2, 4, 100])).toBe(7);
  });

  test('leaves out what was not measured, and is absent without anything', () => {
    expect(median([undefined, 3, Number.NaN])).toBe(3);
    expect(median([undefined])).toBeUndefined();
  });
});

describe('growth', () => {
  test('is 1 when twice the length costs twice as much, 2 when it costs four times as much', () => {
    expect(growth([1, 2, 4, 8].map((length) => [length * 1000, length * 7]))).toBeCloseTo(1);
    expect(growth([1, 2, 4].map((length) => [length, 3 * length ** 2]))).toBeCloseTo(2);
  });

  test('is unknown from one length, and from costs that are not there', () => {
    expect(growth([[1000, 5]])).toBeUndefined();
    expect(
      growth([
        [1000, 0],
        [2000, 5],
      ]),
    ).toBeUndefined();
  });
});

describe('layout shift', () => {
  test('adds what shifts within a second of each other', () => {
    const shifts = [
      [100, 0.1],
      [900, 0.2],
      [3000, 0.25],
    ] as const;
    expect(worstShift(shifts)).toBeCloseTo(0.3);
  });

  test('counts five seconds at most as one', () => {
    const shifts = Array.from({ length: 10 }, (_, at) => [at * 900, 0.1] as const);
    expect(worstShift(shifts)).toBeCloseTo(0.6);
  });

  test('of nothing is none', () => expect(worstShift([])).toBe(0));
});

describe('what is added by an extension', () => {
  const sample = (subject: Sample['subject'], round: number, heap: number | undefined): Sample => {
    return { part: 'start', key: 'page', subject, round, values: { heap } };
  };

  test('is compared within a round, since rounds differ', () => {
    const all = new Medians([
      ...[sample('control', 0, 10), sample('control', 1, 50), sample('control', 2, 11)],
      ...[sample('ours', 0, 13), sample('ours', 1, 54), sample('ours', 2, 100)],
    ]);
    expect(all.added('start', 'page', 'ours', 'heap')).toBe(4);
    expect(all.value('start', 'page', 'ours', 'heap')).toBe(54);
    expect(all.most('start', 'page', 'ours', 'heap')).toBe(100);
  });

  test('is unknown when no round has both', () => {
    const all = new Medians([sample('control', 0, 10), sample('ours', 1, 12), sample('ours', 0, undefined)]);
    expect(all.added('start', 'page', 'ours', 'heap')).toBeUndefined();
  });
});
