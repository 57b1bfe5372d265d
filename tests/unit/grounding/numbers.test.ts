import { describe, expect, test } from 'vitest';
import { isSameNumber, type NumberMention, numbersIn } from '../../../lib/grounding/numbers.ts';

const read = (text: string): [string, number][] => numbersIn(text).map(({ raw, value }) => [raw, value]);
const one = (text: string): NumberMention => {
  const [first] = numbersIn(text);
  if (!first) throw new Error(`no number in ${text}`);
  return first;
};
/** Whether every sure number of the first text has its like in the second. */
const isHeldBy = (a: string, b: string): boolean =>
  numbersIn(a).every((number) => !number.isSure || numbersIn(b).some((other) => isSameNumber(number, other)));
const isSame = (a: string, b: string): boolean => isSameNumber(one(a), one(b));

describe('numbers of a text', () => {
  test.each<[string, number]>([
    ['131万辆', 1_310_000],
    ['1,313,851 cars', 1_313_851],
    ['1300余万人', 13_000_000],
    ['114.4万亿元', 114.4e12],
    ['$83.4 billion', 83.4e9],
    ['1.5 million', 1_500_000],
    ['１２３个', 123],
    ['一百二十个', 120],
    ['三亿五千万元', 350_000_000],
    ['一万二千人', 12_000],
    ['第六届', 6],
    ['twenty-one people', 21],
    ['two hundred and five thousand people', 205_000],
    ['the 15th floor', 15],
    ['6.4%', 6.4],
    ['百分之三十', 30],
    ['百分之8.1', 8.1],
    ['10.48‰', 10.48],
    ['二〇二一年', 2021],
    ['一九四九年', 1949],
    ['一億三千萬元', 130_000_000],
    ['三分之一', 100 / 3],
    ['1\u202f313\u202f851 habitants', 1_313_851],
    ['−5°C', -5],
    ['零下5度', -5],
    ['minus 5 degrees', -5],
    ['5 degrees below zero', -5],
    ['2.71', 2.71],
  ])('%s says %d', (text, value) => {
    expect(one(text).value).toBeCloseTo(value, 6);
  });

  test('a date is read the same in Chinese, English and ISO form', () => {
    const parts = (text: string): string[] =>
      numbersIn(text)
        .map(({ kind, value }) => `${kind} ${value}`)
        .sort();
    const expected = ['day 2', 'month 11', 'year 2004'];
    expect(parts('2004年11月2日')).toEqual(expected);
    expect(parts('November 2, 2004')).toEqual(expected);
    expect(parts('2004-11-02')).toEqual(expected);
    expect(parts('二〇〇四年十一月二日')).toEqual(expected);
  });

  test('a date with slashes may be read either way, unless only one way is a date', () => {
    expect(isHeldBy('March 5, 2020', '3/5/2020')).toBe(true);
    expect(isHeldBy('5 March 2020', '3/5/2020')).toBe(true);
    expect(isHeldBy('March 15, 2020', '15.3.2020')).toBe(true);
    expect(isHeldBy('April 15, 2020', '15.3.2020')).toBe(false);
    expect(isHeldBy('March 6, 2020', '3/5/2020')).toBe(false);
  });

  test('a minus is told of temperatures, not of ranges and changes', () => {
    expect(numbersIn('气温3-5度')[1]?.value).toBe(5);
    expect(one('change: -3.2%').value).toBe(3.2);
  });

  test('a range of years ends in a year', () => {
    expect(read('2018–19赛季')).toEqual([
      ['2018', 2018],
      ['19', 2019],
    ]);
  });

  test('words that may be no number are not missed', () => {
    for (const text of ['一个人', '十分好', '万一下雨', '千万不要', 'one of them', 'a second time']) {
      expect(
        numbersIn(text).filter(({ isSure }) => isSure),
        text,
      ).toEqual([]);
    }
    expect(numbersIn('they may march on')).toEqual([]);
  });
});

describe('the same number', () => {
  test('one that is the other rounded', () => {
    expect(isSame('131万', '1313851')).toBe(true);
    expect(isSame('114.4万亿', '1143670亿')).toBe(true);
    expect(isSame('1.3 million', '1,313,851')).toBe(true);
    expect(isSame('约14亿', '141260万')).toBe(true);
  });

  test('not one equally exact, however close', () => {
    expect(isSame('1015万', '1013万')).toBe(false);
    expect(isSame('1313851', '1313852')).toBe(false);
    expect(isSame('6.4%', '6.5%')).toBe(false);
  });

  test('years and months are exact', () => {
    expect(isSame('2021年', '2020年')).toBe(false);
    expect(isSame('2000', '2004')).toBe(false);
    expect(isSame('7月', '7')).toBe(false);
  });

  test('a percentage written in words', () => {
    expect(isSame('百分之三十', '30%')).toBe(true);
    expect(isSame('30 percent', '30％')).toBe(true);
    expect(isSame('30%', '30‰')).toBe(false);
    expect(isSame('三分之一', '33%')).toBe(true);
    expect(isSame('三分之二', '33%')).toBe(false);
  });
});
