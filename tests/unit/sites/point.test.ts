// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pointAt, stopPointing } from '../../../lib/sites/point.ts';
import { growth } from '../growth.ts';

/** What jsdom lacks of a browser: animations and highlights, as far as they can be looked at. */
class Highlighted {
  readonly ranges: Range[];
  constructor(...ranges: Range[]) {
    this.ranges = ranges;
  }
}
let highlights: Map<string, Highlighted>;
let running: Set<Element>;

beforeEach(() => {
  highlights = new Map();
  running = new Set();
  Element.prototype.animate = function (this: Element) {
    running.add(this);
    return { cancel: () => running.delete(this) } as unknown as Animation; // all that is used of it
  };
  Object.assign(window, { Highlight: Highlighted, CSS: { highlights } });
});
afterEach(() => {
  stopPointing(document);
  document.body.innerHTML = '';
});

function result(html: string): Element {
  document.body.innerHTML = `<p>塔高321米</p><div id="r">${html}</div><p>塔高321米</p>`;
  return document.getElementById('r') as Element; // just made
}
const marked = (): string[] => [...highlights.values()].flatMap(({ ranges }) => ranges.map(String));

describe('words of a source on its page', () => {
  test.each([
    ['in one text', '据说塔高321米，很壮观。', '塔高321米'],
    ['over several elements', '据说塔<em>高</em>3<b>21<i>米</i></b>，很壮观。', '塔高321米'],
    ['over blocks', '<div>据说塔高</div>\n\n <div> 321米</div>', '塔高\n\n  321米'],
    ['with other blanks', '据说塔 \u00a0高\u200b3 2\n1\ufeff米。', '塔 \u00a0高\u200b3 2\n1\ufeff米'],
    ['beside empty texts and comments', '<i></i> <!-- 塔高 --><b> </b>塔高<b></b>321<i> </i>米<u> </u>', '塔高321 米'],
    ['the first of several', '塔高321米，塔高321米', '塔高321米'],
  ])('are marked %s', (_, html, words) => {
    pointAt(result(html), ['塔高321米']);
    expect(marked()).toEqual([words]);
    const [range] = [...highlights.values()].flatMap(({ ranges }) => ranges);
    expect(document.getElementById('r')?.contains(range?.commonAncestorContainer ?? null)).toBe(true);
  });

  test('of several quotes, those that are there', () => {
    pointAt(result('甲高三米。<br>乙高四米。'), ['乙高 四米', '丙高五米', '', ' \n', '甲高三米']);
    expect(marked()).toEqual(['乙高四米', '甲高三米']);
  });

  test('with letters of two units whole', () => {
    pointAt(result('a😀<b>𠮷</b>b'), ['😀𠮷']);
    expect(marked()).toEqual(['😀𠮷']);
  });

  test('that are nowhere in it leave only the outline', () => {
    const element = result('别的话');
    pointAt(element, ['塔高321米']);
    expect(highlights.size).toBe(0);
    expect([...running]).toEqual([element]);
    pointAt(result(''), ['塔高321米']);
    expect(highlights.size).toBe(0);
  });

  test('are unmarked when others are pointed at, and in the end', () => {
    const first = result('塔高321米');
    pointAt(first, ['塔高321米']);
    pointAt(first, ['别的']);
    expect(highlights.size).toBe(0);
    const other = document.body.lastElementChild as Element; // a paragraph, by `result`
    pointAt(other, ['塔高']);
    expect([...running]).toEqual([other]);
    expect(marked()).toEqual(['塔高']);
    stopPointing(document);
    expect([highlights.size, running.size]).toEqual([0, 0]);
    stopPointing(document);
  });

  test('change nothing of what the page made, and leave one style at most', () => {
    const element = result('塔<b>高</b>321米');
    const before = document.body.innerHTML;
    for (let time = 0; time < 3; time++) pointAt(element, ['塔高321米']);
    expect(document.body.innerHTML).toBe(before);
    expect(document.querySelectorAll('#pangda-evidence')).toHaveLength(1);
  });

  test.each([
    ['no CSS.highlights', { CSS: {} }],
    ['no CSS', { CSS: undefined }],
    ['no Highlight', { Highlight: undefined }],
  ])('in a browser with %s have only the outline', (_, lacking) => {
    Object.assign(window, lacking);
    const element = result('塔高321米');
    pointAt(element, ['塔高321米']);
    expect([...running]).toEqual([element]);
    expect(highlights.size).toBe(0);
    stopPointing(document);
    expect(running.size).toBe(0);
  });

  test('in a page of 200,000 letters and many elements take linear time', () => {
    const make = (times: number): Element => {
      const element = document.createElement('div');
      element.innerHTML = '<i>塔高三</i> 四'.repeat(times);
      return document.body.appendChild(element);
    };
    const quotes = Array.from({ length: 3 }, (_, n) => `塔高三四塔高三${n === 2 ? '五' : ''}`);
    expect(growth((element: Element) => pointAt(element, quotes), make(5_000), make(20_000), 9)).toBeLessThan(9);
    expect(marked()).toHaveLength(2);
  });
});
