import { describe, expect, test } from 'vitest';
import { prepare } from '../../../lib/grounding/prepared.ts';
import { verify } from '../../../lib/grounding/verify.ts';
import { growth } from '../growth.ts';

const shown = (claim: string, lines: string[], title = ''): string[] =>
  verify(claim, prepare({ text: lines.join('\n'), title, kind: 'page' })).evidence.map(({ quote }) => quote);

describe('the first sentence shown', () => {
  test('has the words beside each other that the claim has beside each other', () => {
    const lines = [
      'The harbour had a stone office, a master and a bridge of wood that was sold.',
      'People say that the stone bridge was sold by the harbour master.',
    ];
    expect(shown('The harbour master sold the stone bridge.', lines)[0]).toBe(lines[1]);
  });

  test('is the one that goes on about whom the claim names, among alike ones', () => {
    const lines = [
      'Ola Berg won a prize in Narvik.',
      'The jury was small.',
      'Mira Sand grew up in a village in the north.',
      'She won a prize in Bergen.',
    ];
    expect(shown('Mira Sand won a prize.', lines)[0]).not.toBe(lines[1]);
    expect(shown('Mira Sand, who grew up in a village, won a prize in a city.', lines).slice(0, 2)).toEqual([
      lines[2],
      lines[3],
    ]);
  });

  test('may have a word in another form', () => {
    const lines = ['The valley is quiet in winter.', 'Canadian builders came to the valley.'];
    expect(shown('Builders from Canada came.', lines)[0]).toBe(lines[1]);
    expect(shown('A team from Canada in the valley.', lines)[0]).toBe(lines[1]);
  });

  test('is of two alike the shorter', () => {
    const long = `米山县的桥长三百米，${'县里还有许多别的事情可以说，'.repeat(6)}大家都很高兴。`;
    expect(shown('米山县的桥长三百米。', [long, '米山县的桥长三百米。'])[0]).toBe('米山县的桥长三百米。');
  });
});

describe('further sentences', () => {
  test('are not shown when the first says all of the claim', () => {
    const lines = ['米山大桥长三百米，建于1998年。', '米山大桥很有名。', '大桥建于1998年。'];
    expect(shown('米山大桥长三百米，建于1998年。', lines)).toEqual([lines[0]]);
  });

  test('add what the first does not say', () => {
    const lines = ['米山大桥长三百米。', '天气很好，游客不少。', '总设计师是林小川。'];
    expect(shown('米山大桥长三百米，总设计师是林小川。', lines).toSorted()).toEqual([lines[0], lines[2]].toSorted());
  });
});

test('ten times the text takes about ten times as long', () => {
  const text = (count: number): string[] =>
    Array.from({ length: count }, (_, n) => `Bridge ${n} of the harbour was sold in Canada by a master of stone.`);
  const work = (size: number): unknown => shown('The harbour master sold the Canadian stone bridge.', text(size));
  expect(growth(work, 300, 3000, 50)).toBeLessThan(50);
}, 20_000);
