import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a panel is: its element in the page, and in that one's closed root the panel and its answer. */
export interface Selectors {
  host: string;
  panel: string;
  answer: string;
}

/** What was seen in a page. Times in ms since the navigation, 0: not seen. */
export interface Seen {
  /** Epoch ms of the navigation. */
  navigatedMs: number;
  /** By how much this clock is behind `Date.now`, ms. */
  behindMs: number;
  /** The whole document was read. */
  parsed: number;
  panel: number;
  /** First word of the answer: in the document, and painted. */
  inDocument: number;
  shown: number;
  lastShown: number;
  /** Beginnings of frames, since it was told to begin. */
  frames: number[];
  /** Tasks of 50 ms and more: beginning and length. */
  tasks: [number, number][];
  shifts: [number, number][];
  /** How late a timer of the page was at most, ms. */
  latest: number;
  /** Timers that were more than 50 ms late. */
  late: number;
  characters: number;
  elements: number;
}

/** Written by the page's root when the last word is painted. */
export const endMark = 'pangdaBenchEnd';

const events = { begin: 'pangda-bench-begin', ask: 'pangda-bench-ask', reply: 'pangda-bench-reply' };

/** In the page's world: counts frames, tasks, shifts and late timers from now on. */
export const begin = `document.dispatchEvent(new Event('${events.begin}'))`;
export const isOver = `document.documentElement.dataset.${endMark} === '1'`;
/** In the page's world: what was seen, as JSON text. */
export const seen = `new Promise((done) => {
  document.addEventListener('${events.reply}', (event) => done(event.detail), { once: true });
  document.dispatchEvent(new Event('${events.ask}'));
})`;

/**
 * Writes an extension that looks at every page once a frame, from a world of its own, through closed roots. It is there
 * in every run, also without any other extension, so that what it costs is in all figures alike.
 */
export function writeProbe(folder: string, selectors: Selectors, words: { first: string; last: string }): void {
  const manifest = {
    manifest_version: 3,
    name: 'Probe',
    version: '1',
    content_scripts: [{ matches: ['<all_urls>'], js: ['probe.js'], run_at: 'document_start' }],
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  const given = JSON.stringify({ selectors, words, events, endMark });
  writeFileSync(join(folder, 'probe.js'), `(${watch.toString()})(${given});`);
}

interface Given {
  selectors: Selectors;
  words: { first: string; last: string };
  events: { begin: string; ask: string; reply: string };
  endMark: string;
}

/** Its source is copied into the extension, so it may use nothing from outside itself. */
function watch({ selectors, words, events, endMark }: Given): void {
  if (window !== top) return;
  // biome-ignore lint/suspicious/noExplicitAny: the browser's own object, of which nothing else is used here
  const rootOf = (host: HTMLElement): ShadowRoot | null => (globalThis as any).chrome.dom.openOrClosedShadowRoot(host);
  const seen: Omit<Seen, 'navigatedMs' | 'behindMs' | 'parsed' | 'characters' | 'elements'> = {
    ...{ panel: 0, inDocument: 0, shown: 0, lastShown: 0, frames: [], tasks: [], shifts: [], latest: 0, late: 0 },
  };
  let host: HTMLElement | null = null;
  let root: ShadowRoot | null = null;
  const inPanel = (css: string): Element | undefined => {
    if (!host?.isConnected) {
      host = document.querySelector(selectors.host);
      root = host && rootOf(host);
      if (root) untilFirst.observe(root, { childList: true, subtree: true, characterData: true });
    }
    const all = root?.querySelectorAll(css);
    return all?.[all.length - 1];
  };
  const says = (word: string) => inPanel(selectors.answer)?.textContent?.includes(word) ?? false;
  const untilFirst = new MutationObserver(() => {
    if (seen.inDocument > 0 || !says(words.first)) return;
    seen.inDocument = performance.now();
    untilFirst.disconnect();
  });
  untilFirst.observe(document, { childList: true, subtree: true });

  /** The last characters of the answer, without a walk through all of it. */
  const ending = (): string => {
    let [text, node]: [string, Node | null | undefined] = ['', inPanel(selectors.answer)];
    while (node?.lastChild) node = node.lastChild;
    const walker = document.createTreeWalker(inPanel(selectors.answer) ?? document, NodeFilter.SHOW_TEXT);
    if (node) walker.currentNode = node;
    if (node && node.nodeType !== Node.TEXT_NODE) node = walker.previousNode();
    for (let looked = 0; node && looked < 20 && text.length < 60; looked++) {
      text = (node.textContent ?? '') + text;
      node = walker.previousNode();
    }
    return text;
  };
  const look = () => {
    if (seen.panel === 0) {
      const panel = inPanel(selectors.panel);
      const box = panel?.getBoundingClientRect();
      if (box && box.width > 1 && box.height > 1 && panel?.checkVisibility({ visibilityProperty: true }))
        seen.panel = performance.now();
    }
    if (seen.shown === 0) {
      if (says(words.first)) seen.shown = performance.now();
    } else if (seen.lastShown === 0 && ending().includes(words.last)) {
      seen.lastShown = performance.now();
      document.documentElement.dataset[endMark] = '1';
    }
  };
  // What is there when a frame begins is painted with it. What other callbacks of the same frame add is painted too, and
  // seen by the message after it, unless so much else is waiting that the next frame comes first.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = look;
  const frame = (ms: number) => {
    seen.frames.push(ms);
    look();
    if (seen.shown === 0) port2.postMessage(0);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  const observe = (type: string, tell: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(tell)).observe({ type, buffered: true });
  observe('longtask', ({ startTime, duration }) => seen.tasks.push([startTime, duration]));
  observe('layout-shift', (entry) => {
    const { value, hadRecentInput, startTime } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) seen.shifts.push([startTime, value]);
  });

  document.addEventListener(events.begin, () => {
    Object.assign(seen, { frames: [], tasks: [], shifts: [], latest: 0, late: 0 });
    const everyMs = 16; // nested timers of 0 ms would be kept apart for 4 ms, and 250 of them a second cost something
    const tick = () => {
      const setMs = performance.now();
      setTimeout(() => {
        const lateMs = performance.now() - setMs - everyMs;
        seen.latest = Math.max(seen.latest, lateMs);
        if (lateMs > 50) seen.late++;
        tick();
      }, everyMs);
    };
    tick();
  });
  document.addEventListener(events.ask, () => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const answer = inPanel(selectors.answer);
    const detail: Seen = {
      ...seen,
      navigatedMs: performance.timeOrigin,
      behindMs: Date.now() - performance.timeOrigin - performance.now(),
      parsed: navigation?.domInteractive ?? 0,
      characters: answer?.textContent?.length ?? 0,
      elements: answer?.querySelectorAll('*').length ?? 0,
    };
    document.dispatchEvent(new CustomEvent(events.reply, { detail: JSON.stringify(detail) }));
  });
}
