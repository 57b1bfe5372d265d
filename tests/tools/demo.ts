import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Fixture, fixture, mainPages } from '../e2e/fixtures.ts';
import { type BrowserName, browserNames, ensureBrowsers, findBrowser } from './browsers.ts';
import { build } from './build.ts';
import { root } from './processes.mjs';

/** Searches that give every reader of the demo something to look at, when the real sites are asked for. */
const livePages = [
  'https://www.google.com/search?q=how+high+is+mount+kilimanjaro',
  'https://www.baidu.com/s?wd=%E4%B9%9E%E5%8A%9B%E9%A9%AC%E6%89%8E%E7%BD%97%E5%B1%B1%E6%9C%89%E5%A4%9A%E9%AB%98',
  'https://www.zhihu.com/question/19550225',
];

type LivePage = Omit<Fixture, 'html'>;

/**
 * The task `demo`: the extension as a user gets it, new, without a key, on a page of each site. The pages are invented
 * and served from this computer at their real addresses; `--live` opens the real ones. With a display it leaves a
 * window open until it is closed; without one it takes pictures.
 */
export async function run(args: string[]): Promise<number> {
  const live = args.includes('--live');
  const name = await anyBrowser();
  if (!name) return 1;
  process.stdout.write('Building …\n');
  const built = await build(name === 'chromium' ? 'chrome' : 'firefox', 'release');
  if (built.code !== 0) {
    process.stderr.write(built.output);
    return 1;
  }
  const extension = join(root, '.output', name === 'chromium' ? 'chrome-mv3' : 'firefox-mv3');
  const headed = hasDisplay();
  // Here and not above: it loads the browsers' drivers, which nothing before needs.
  const { launch } = await import('../e2e/browser.ts');
  const browser = await launch(name, { extension, headed, live });
  const pictures = join(root, '.output/demo');
  mkdirSync(pictures, { recursive: true });
  if (!headed) process.stdout.write(`There is no display, so no window: pictures are written to ${pictures}\n`);

  const pages: (Fixture | LivePage)[] = live
    ? livePages.map((url) => ({ name: new URL(url).host, url }))
    : mainPages.map(fixture);
  for (const page of pages) {
    if ('html' in page) browser.web.serve(page.url, page.html);
    const tab = await browser.open(page.url);
    if (headed) continue;
    await tab.panel.find('.pd-quote', 15_000);
    const file = join(pictures, `${page.name}.png`);
    await tab.raw.screenshot(file);
    process.stdout.write(`${file}\n`);
  }
  if (headed) {
    process.stdout.write('The pages are open. Close the browser to end the demo.\n');
    await browser.closed;
  }
  await browser.close();
  return 0;
}

/** The first browser that is there, else the first that can be installed. */
async function anyBrowser(): Promise<BrowserName | undefined> {
  for (const name of browserNames) if (await findBrowser(name)) return name;
  const found = await ensureBrowsers(['chromium']);
  return found.chromium ? 'chromium' : undefined;
}

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
