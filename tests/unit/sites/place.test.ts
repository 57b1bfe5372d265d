// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { boxOf, overlap } from '../../../lib/sites/boxes.ts';
import { placeFor } from '../../../lib/sites/index.ts';
import { panelBox } from '../../../lib/sites/place.ts';
import type { Place } from '../../../lib/sites/site.ts';

const room = { gap: 16, minWidth: 260, maxWidth: 380 };
const beside: Place = { kind: 'beside', selector: '#center_col' };
const column: Place = { kind: 'column', selector: '#rhs' };

/** jsdom lays nothing out: an element stands where its `data-box="left top width height"` says, or nowhere. */
function standAsWritten(this: Element): DOMRect {
  const [left = 0, top = 0, width = 0, height = 0] = (this.getAttribute('data-box') ?? '').split(' ').map(Number);
  return new DOMRect(left, top, width, height);
}

function page(html: string, width = 1440): void {
  document.body.innerHTML = html;
  vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(width);
}

beforeEach(() => {
  vi.stubGlobal(
    'DOMRect',
    class {
      readonly left: number;
      readonly top: number;
      readonly width: number;
      readonly height: number;
      constructor(left: number, top: number, width: number, height: number) {
        Object.assign(this, { left, top, width, height });
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
      }
    },
  );
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(standAsWritten);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.documentElement.removeAttribute('style');
});

const results = (more = '') =>
  `<div id="rcnt" data-box="0 120 1440 3000">${more}<div id="center_col" data-box="163 140 652 2900"><p data-box="163 140 652 80">one</p></div></div>`;

describe('beside the results', () => {
  test('the panel starts at the height of the first result, a gap away', () => {
    page(results());
    expect(panelBox(beside, document, room)).toMatchObject({ left: 163 + 652 + 16, top: 140, width: 380 });
  });

  test('it takes what room there is when that is less than it wants', () => {
    page(results(), 1130);
    expect(panelBox(beside, document, room)?.width).toBe(1130 - 16 - (163 + 652 + 16));
  });

  test('with less than it needs there is no place', () => {
    page(results(), 1100);
    expect(panelBox(beside, document, room)).toBeUndefined();
  });

  test('a hidden or missing column is no anchor', () => {
    page('<div id="center_col"></div>');
    expect(panelBox(beside, document, room)).toBeUndefined();
    page('<p>other</p>');
    expect(panelBox(beside, document, room)).toBeUndefined();
  });

  // An overview above the results whose sources stick to the window while it is scrolled, cut off by "show more".
  const overview = (more = '') => `
    <div data-box="163 140 1000 400" style="overflow:hidden"><div data-box="163 140 1000 900">
      <p data-box="163 160 560 800">text</p>
      <div data-box="740 140 420 900"><div data-box="790 160 370 300" style="position:sticky"><a data-box="790 160 370 100">source</a></div></div>
    </div></div>${more}`;
  const lower = (above: string) =>
    `<div id="rcnt" data-box="0 120 1920 3000">${above}<div id="center_col" data-box="163 600 652 2400"><p data-box="163 600 652 80">one</p></div></div>`;

  test('what sticks in its place counts, as far as its parent lets it move and be seen', () => {
    page(lower(overview()), 1920);
    expect(panelBox(beside, document, room)).toMatchObject({ left: 1160 + 16, top: 140 });
    page(lower(overview()), 1440);
    expect(panelBox(beside, document, room)).toMatchObject({ left: 831, top: 540 + 16 });
  });

  test('a head that sticks to the window is everywhere', () => {
    page(
      lower('<div data-box="0 140 1900 60" style="position:sticky"><p data-box="0 140 1900 60">head</p></div>'),
      1920,
    );
    expect(panelBox(beside, document, room)).toMatchObject({ top: 600 });
  });

  test('what stands over the whole width above the results pushes it below', () => {
    const overview = '<div id="overview" data-box="163 140 1100 384"><p data-box="170 150 1080 370">…</p></div>';
    page(results(overview).replaceAll('163 140 652', '163 540 652'));
    const box = panelBox(beside, document, room);
    expect(box?.top).toBeGreaterThanOrEqual(150 + 370);
    expect(box?.left).toBe(163 + 652 + 16);
  });

  test('on a wide window it stands to the right of what is above the results', () => {
    const overview = '<div id="overview" data-box="230 140 1100 384"><p data-box="240 150 1080 370">…</p></div>';
    page(results(overview).replaceAll('163 140 652', '230 540 652'), 1920);
    const box = panelBox(beside, document, room);
    expect(box).toMatchObject({ left: 240 + 1080 + 16, top: 150 });
  });

  test('it ends before what comes below', () => {
    page(`${results()}<footer data-box="0 700 1440 200"><p data-box="900 720 400 20">terms</p></footer>`);
    const box = panelBox(beside, document, room);
    expect((box?.top ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(720);
  });

  test('a result that juts out of the column is not covered', () => {
    page(
      results().replace(
        '</div></div>',
        '<div data-box="163 300 652 200"><div data-box="163 300 1000 200">wide</div></div></div></div>',
      ),
    );
    const box = panelBox(beside, document, room);
    expect(box && overlap(box, { left: 163, top: 300, width: 1000, height: 200 })).toBe(false);
  });

  test('an empty wrapper is in nobody’s way', () => {
    page(results('<div id="rhs" data-box="831 140 372 600"></div>'));
    expect(panelBox(beside, document, room)).toMatchObject({ left: 831, top: 140 });
  });

  test('on a page written from right to left it stands on the left', () => {
    document.documentElement.style.direction = 'rtl';
    page(
      '<div id="rcnt" data-box="0 120 1440 3000"><div id="center_col" data-box="625 140 652 2900"><p data-box="625 140 652 80">واحد</p></div></div>',
    );
    expect(panelBox(beside, document, room)).toMatchObject({ left: 625 - 16 - 380, top: 140, width: 380 });
  });

  test('never over anything that is seen, whatever stands around', () => {
    let seed = 7;
    const random = (most: number) => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return seed % most;
    };
    for (let round = 0; round < 200; round++) {
      const things = Array.from({ length: random(6) }, () => [
        random(1300),
        130 + random(900),
        40 + random(600),
        20 + random(400),
      ]);
      const width = 900 + random(1100);
      page(results(things.map((box) => `<p data-box="${box.join(' ')}">x</p>`).join('')), width);
      const box = panelBox(beside, document, room);
      if (!box) continue;
      expect(box.left + box.width).toBeLessThanOrEqual(width);
      for (const thing of document.querySelectorAll('p'))
        expect(overlap(box, boxOf(thing)), `round ${round}`).toBe(false);
    }
  });
});

describe('in a column', () => {
  const rhs = (firstTop: number, width = 372) =>
    `<div id="rhs" data-box="908 140 ${width} 900"><div data-box="908 ${firstTop} ${width} 300">card</div></div>`;

  test('the panel takes the block reserved above the first card, as wide as the column', () => {
    page(rhs(556));
    expect(panelBox(column, document, room)).toMatchObject({ left: 908, top: 140, width: 372, height: 416 });
  });

  test('without a reserved block it would cover the first card, so there is no place', () => {
    page(rhs(150));
    expect(panelBox(column, document, room)).toBeUndefined();
  });

  test('a narrow column is no place', () => {
    page(rhs(556, 240));
    expect(panelBox(column, document, room)).toBeUndefined();
  });

  test('a column outside the window is no place', () => {
    page(rhs(556), 1024);
    expect(panelBox(column, document, room)).toBeUndefined();
  });

  test('an invisible column is no place', () => {
    page(`<style>#rhs{visibility:hidden}</style>${rhs(556)}`);
    expect(panelBox(column, document, room)).toBeUndefined();
  });
});

test('docking needs no box', () => {
  page(results());
  expect(panelBox({ kind: 'dock' }, document, room)).toBeUndefined();
});

describe('a Zhihu question behind the login dialog', () => {
  const url = new URL('https://www.zhihu.com/question/1');
  const column = '<div class="Question-sideColumn" data-box="900 80 296 900"></div>';

  test('docks, since the dialog’s shade lies over the column', () => {
    page(`${column}<div class="Modal-wrapper"><div class="signFlowModal"></div></div>`);
    expect(placeFor(document, url)).toEqual({ kind: 'dock' });
  });

  test('goes back to the column when the dialog is closed', () => {
    page(column);
    expect(placeFor(document, url)).toEqual({ kind: 'column', selector: '.Question-sideColumn' });
  });
});
