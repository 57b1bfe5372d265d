import { JSDOM } from 'jsdom';
import { expect } from 'vitest';
import type { Browser } from './browser.ts';
import { browserUnderTest } from './browser.ts';
import { provoke } from './provoke.ts';
import { pause, type Tab } from './tab.ts';

/** In the page, before anything else: whatever a payload would do to be noticed is counted. */
const listening = `window.ran = [];
  for (const name of ['alert', 'prompt', 'confirm', 'print']) window[name] = () => { window.ran.push(name); };`;

/** A page's markup with that script in it, and its own not silenced: what ran would run. */
export const withEar = (html: string): string => html.replace('<head>', `<head><script>${listening}</script>`);

/** One of the extension's own pages, in which whatever runs is noticed. */
export async function openWithEar(browser: Browser, path: string): Promise<Tab> {
  const tab = await browser.openExtension(path);
  await tab.raw.evaluate(`void (() => { ${listening} })()`);
  return tab;
}

/** What has run in a page with an ear. */
export const ran = (tab: Tab): Promise<string[]> =>
  tab.evaluate(() => (window as unknown as { ran?: string[] }).ran ?? ['the ear is not there']);

/** Provokes the panel; nothing in it may be able to run or load anything, and nothing ran. Gives the text it holds. */
export async function expectInert(tab: Tab, what: string): Promise<string> {
  expect(await tab.provokePanel(), what).toBeGreaterThan(10);
  await pause(100);
  const { html = [] } = (await tab.panel.probe(':root')) ?? {};
  return expectNoDangers(tab, html.join(''), what);
}

/** The same for a page of the extension. */
export async function expectNothingRan(tab: Tab, what = 'the page'): Promise<string> {
  await tab.raw.evaluate(`(${provoke.toString()})(document.body)`);
  await pause(100);
  return expectNoDangers(tab, await tab.evaluate(() => document.body.innerHTML), what);
}

/** Opens the ledger's newest records: nothing in them runs either. `look` may look at each. */
export async function expectInertRecords(
  browser: Browser,
  count: number,
  look?: (tab: Tab) => Promise<void>,
): Promise<void> {
  const tab = await openWithEar(browser, 'ledger.html');
  const more = '.pd-ledger-list > button:not(:disabled)';
  const rows = await tab.page.until(`${count} records are listed`, async () => {
    const listed = (await tab.page.probe('.pd-ledger-row'))?.attributes.map(({ href }) => href ?? '') ?? [];
    if (listed.length >= count) return listed.slice(0, count);
    if ((await tab.page.count(more)) > 0) await tab.page.click(more);
    return undefined;
  });
  for (const row of rows) {
    // Not by a press: rows of so long questions are nowhere in the window whole.
    await tab.evaluate((hash) => {
      location.hash = hash;
    }, row);
    await tab.page.find(`.pd-ledger-record[data-id="${decodeURIComponent(row.slice(1))}"]`);
    await expectNothingRan(tab, row);
    await look?.(tab);
  }
  expect(tab.raw.errors).toEqual([]);
  await tab.raw.close();
}

async function expectNoDangers(tab: Tab, html: string, what: string): Promise<string> {
  const { document } = new JSDOM(html).window;
  expect(html.length, what).toBeGreaterThan(100);
  expect(dangersIn(document), what).toEqual([]);
  expect(await ran(tab), what).toEqual([]);
  return document.documentElement.textContent ?? '';
}

/** Elements our surfaces are made of; none of them loads or runs anything. */
const harmless = new Set(
  `html head body style div span p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tr th td pre code strong em del br
  hr blockquote search a button details summary section header main nav article aside footer form fieldset legend label input
  textarea select option svg path circle ellipse rect line polyline g mark small time output progress meter cite q sup sub
  kbd i b bdi dialog
  math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts
  mtable mtr mtd mpadded mphantom mstyle menclose merror none`.split(/\s+/),
);

/** What in this markup of ours could load or run something: elements, handlers, addresses that are none of the web. */
function dangersIn(document: Document): string[] {
  return [...document.querySelectorAll('*')].flatMap((element) => {
    const name = element.localName;
    const attributes = [...element.attributes].filter(
      ({ name: attribute, value }) =>
        /^on|^srcdoc$|^srcset$|^ping$|^formaction$|^background$/i.test(attribute) ||
        (/^(href|src|action|data|xlink:href|poster)$/i.test(attribute) && !/^(https?:\/\/|#|\/)/i.test(value)) ||
        (attribute === 'style' && /url\(|expression/i.test(value)),
    );
    return [...(harmless.has(name) ? [] : [name]), ...attributes.map((one) => `${name} ${one.name}=${one.value}`)];
  });
}

/** Counts which texts were to be seen: that nothing ran says something only of those. */
export class Shown {
  private readonly carrier: string;
  private readonly texts: readonly string[];
  private readonly seen = new Set<string>();

  constructor(carrier: string, texts: readonly string[]) {
    this.carrier = carrier;
    this.texts = texts;
  }

  /** Looks for the texts in what a surface holds. Spaces do not count: surfaces set them as they see fit. */
  in(held: string): void {
    const there = bare(held);
    for (const text of this.texts) if (there.includes(bare(text))) this.seen.add(text);
  }

  /** Prints the figures; nearly all must have been there, but for those that are nothing without their spaces. */
  expectAlmostAll(least = 0.95): void {
    const count = this.texts.filter((text) => this.seen.has(text)).length;
    console.log(`hostile, ${browserUnderTest}, ${this.carrier}: ${this.texts.length} payloads, ${count} shown, 0 ran`);
    expect(count, this.carrier).toBeGreaterThanOrEqual(this.texts.length * least);
  }
}

const bare = (text: string): string => text.replace(/[\s\u200b\ufeff]+/g, '');
