import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from './browser.ts';
import type { Surface, Tab } from './tab.ts';

/** What a panel shows at one moment, taken out of its closed root. */
export interface Snapshot {
  name: string;
  html: string;
  css: string;
}

export interface Setting {
  /** CSS px. */
  width: number;
  theme: 'light' | 'dark';
}

const stageUrl = 'https://stage.test/';

/** Copies what a panel shows now. */
export async function snapshot(name: string, panel: Surface): Promise<Snapshot> {
  const [shown, styles] = [await panel.probe(':root'), await panel.probe('style')];
  if (!shown || !styles) throw new Error(`${name}: there is no panel`);
  const css = styles.html.map((style) => style.replace(/^<style[^>]*>|<\/style>$/g, '')).join('\n');
  return { name, html: shown.html.join('\n'), css };
}

/**
 * A page on which snapshots are set up in an open root, so that a checker may enter it. The product's own root stays
 * closed; what is checked is the same tree with the same styles.
 */
export async function openStage(browser: Browser, language: string): Promise<Tab> {
  browser.web.serve(stageUrl, `<!doctype html><html lang="${language}"><title>Stage</title><main></main></html>`);
  const tab = await browser.open(stageUrl);
  await loadAxe(tab);
  return tab;
}

/** Sets a snapshot up, so tall that nothing in it is cut off. */
export async function setUp(stage: Tab, { html, css }: Snapshot, { width, theme }: Setting): Promise<void> {
  await stage.evaluate(
    (wanted) => {
      const host = document.createElement('div');
      host.id = 'host';
      const root = host.attachShadow({ mode: 'open' });
      const style = document.createElement('style');
      // Where the panel stands is said on its element, behind its own rules.
      style.textContent = `${wanted.css}\n:host { display: block; width: ${wanted.width}px; height: 2400px; }`;
      const content = document.createElement('div');
      content.innerHTML = wanted.html;
      for (const themed of content.querySelectorAll<HTMLElement>('[data-theme]')) themed.dataset.theme = wanted.theme;
      root.append(style, ...content.childNodes);
      document.querySelector('main')?.replaceChildren(host);
      for (const card of root.querySelectorAll<HTMLElement>('[popover]')) {
        card.showPopover();
        Object.assign(card.style, { left: '8px', top: '8px' }); // it stood by something that is now elsewhere
      }
      document.body.style.margin = '0';
      document.body.style.background = wanted.theme === 'dark' ? '#1f1f1f' : '#fff';
    },
    { html, css, width, theme },
  );
}

export async function loadAxe(tab: Tab): Promise<void> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await tab.raw.evaluate(`${source}; undefined`);
}

/**
 * What WCAG 2.2 A and AA find wrong on the page, a line each. `forcedColors`: the contrast is then the browser's, and the
 * checker would take our colours for it, which are not shown.
 */
export function violations(tab: Tab, { forcedColors = false } = {}): Promise<string[]> {
  return tab.evaluate(async (isForced) => {
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself there
    const { axe } = globalThis as any;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations: found } = await axe.run(document, {
      runOnly: tags,
      resultTypes: ['violations'],
      rules: { 'color-contrast': { enabled: !isForced } },
    });
    type Found = { id: string; nodes: { html: string; failureSummary: string }[] };
    return (found as Found[]).flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.replace(/\s+/g, ' ')}`),
    );
  }, forcedColors);
}
