import type { Tab } from './tab.ts';

/** Layout shifts so far, which Chromium alone tells: of the page's elements, and the score of those within closed roots. */
export const shiftsOf = (tab: Tab): Promise<{ page: string[]; panel: number }> =>
  tab.evaluate(async () => {
    type Shift = PerformanceEntry & { value: number; sources: { node: Node | null }[] };
    const shifts = await new Promise<Shift[]>((done) => {
      if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return done([]);
      const observer = new PerformanceObserver((list) => done(list.getEntries() as Shift[]));
      observer.observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => done([]), 300);
    });
    const nodes = shifts.flatMap(({ sources }) => sources.map(({ node }) => node));
    const own = nodes.filter((node) => node !== null && node.nodeName !== 'PANGDA-PANEL');
    const inRoots = shifts.filter(({ sources }) => sources.every(({ node }) => node === null));
    return {
      page: own.map((node) => node?.textContent?.slice(0, 60) ?? ''),
      panel: inRoots.reduce((sum, { value }) => sum + value, 0),
    };
  });
