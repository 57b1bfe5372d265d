import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, launch } from '../e2e/browser.ts';
import type { LaunchOptions } from '../e2e/driver.ts';
import { fixture, mainPages } from '../e2e/fixtures.ts';
import { ended } from '../e2e/model.ts';
import { savedPage } from '../e2e/web.ts';
import { type BrowserName, ensureBrowsers } from './browsers.ts';
import { build, testOutput } from './build.ts';
import { root } from './processes.mjs';
import { makeReadmeImages } from './store/readme-images.ts';

const usage = `Pictures of a page with its panel beside it.
  --page FILE --url URL   a saved page and its real address; else:
  --fixture NAME          one of tests/fixtures/pages, without .html
  --readme                those of README.md and README.zh-CN.md and their film, into docs/images (some minutes)
  --matrix                the three sites, 1280 and 1920 wide, light and dark, Chinese and English
  --width 1280 --height 900 --theme light|dark --lang en|zh-CN|zh-TW --browser chromium|firefox
  --no-build              the test build that is there
  --out DIR               default .output/screenshots
`;

interface Shot {
  name: string;
  url: string;
  html: string;
  width: number;
}

type Look = Required<Pick<LaunchOptions, 'theme' | 'language'>>;

/** The task `screenshots`. Prints the files it made, one a line. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      page: { type: 'string' },
      url: { type: 'string' },
      fixture: { type: 'string' },
      matrix: { type: 'boolean', default: false },
      readme: { type: 'boolean', default: false },
      width: { type: 'string', default: '1280' },
      height: { type: 'string', default: '900' },
      theme: { type: 'string', default: 'light' },
      lang: { type: 'string', default: 'en' },
      browser: { type: 'string', default: 'chromium' },
      build: { type: 'boolean', default: true },
      out: { type: 'string', default: '.output/screenshots' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.readme) {
    if (!(await ensureBrowsers(['chromium'])).chromium) return 1;
    await makeReadmeImages();
    return 0;
  }
  const shots = shotsOf(values);
  if (values.help || shots.length === 0) {
    process.stderr.write(usage);
    return values.help ? 0 : 2;
  }
  const browser: BrowserName = values.browser === 'firefox' ? 'firefox' : 'chromium';
  if (!(await ensureBrowsers([browser]))[browser]) return 1;
  if (values.build) {
    const { code, output } = await build(browser === 'chromium' ? 'chrome' : 'firefox', 'test');
    if (code !== 0) {
      process.stderr.write(output);
      return 1;
    }
  }
  const out = resolve(root, values.out);
  mkdirSync(out, { recursive: true });
  const looks = values.matrix ? allLooks : [{ theme: themeOf(values.theme), language: languageOf(values.lang) }];
  for (const look of looks) await takeAll(browser, look, shots, { height: Number(values.height), out });
  return 0;
}

/** Each look needs a browser of its own: its language is set when it starts. */
async function takeAll(
  name: BrowserName,
  look: Look,
  shots: Shot[],
  { height, out }: { height: number; out: string },
): Promise<void> {
  const extension = resolve(root, testOutput, name === 'chromium' ? 'chrome-mv3' : 'firefox-mv3');
  const browser = await launch(name, { ...look, extension, height });
  try {
    for (const shot of shots) {
      const file = resolve(out, `${shot.name}-${shot.width}-${look.theme}-${look.language}.png`);
      await take(browser, shot, height, file);
      process.stdout.write(`${file}\n`);
    }
  } finally {
    await browser.close();
  }
}

async function take(browser: Browser, shot: Shot, height: number, file: string): Promise<void> {
  browser.web.serve(shot.url, savedPage(shot.html));
  const tab = await browser.open('about:blank');
  await tab.raw.resize(shot.width, height);
  await tab.raw.goto(shot.url);
  await ended(tab, 'done', 10_000).catch((error) => process.stderr.write(`${shot.name}: ${error.message}\n`));
  await tab.raw.screenshot(file);
  await tab.raw.close();
}

const allLooks: Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  (['zh-CN', 'en'] as const).map((language) => ({ theme, language })),
);

function shotsOf(values: { page?: string; url?: string; fixture?: string; matrix: boolean; width: string }): Shot[] {
  const width = Number(values.width);
  if (values.matrix)
    return [1280, 1920].flatMap((each) => mainPages.map((name) => ({ ...fixture(name), width: each })));
  if (values.fixture) return [{ ...fixture(values.fixture), width }];
  if (!values.page || !values.url) return [];
  const name = values.page.replace(/^.*[\\/]/, '').replace(/\.html?$/, '');
  return [{ name, url: values.url, html: readFileSync(values.page, 'utf8'), width }];
}

const themeOf = (word: string): 'light' | 'dark' => (word === 'dark' ? 'dark' : 'light');
const languageOf = (word: string): 'en' | 'zh-CN' | 'zh-TW' =>
  /^zh[-_]?(tw|hk|hant)/i.test(word) ? 'zh-TW' : word.startsWith('zh') ? 'zh-CN' : 'en';
