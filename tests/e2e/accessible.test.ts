import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { laidDown } from '../fakes/model-behaviours.ts';
import { type Browser, browserUnderTest, launch } from './browser.ts';
import { fixture } from './fixtures.ts';
import { connect, ended, sharedModelServer } from './model.ts';
import { loadAxe, misfits, openStage, type Setting, type Snapshot, setUp, snapshot, violations } from './stage.ts';
import type { Tab } from './tab.ts';

const models = sharedModelServer();
const isLong = Boolean(process.env.PANGDA_LONG);

const rich = `## 高度 Height

It rises 5,895 metres above sea level. [2] 乞力马扎罗山海拔5895米。[1] It is the lowest mountain of all. [3]

### 表 Table

| Name | Height in metres above the sea | First ascent | Language spoken around it |
|---|---:|---|---|
| Kilimanjaro | 5,895 | 1889 | Swahili |

## Formula

$$\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2} + a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + a_{10}$$

\`\`\`python
def height(name: str) -> float:  # 高度，单位为米，这一行特别长，所以要在块里横向滚动
    return {"Kilimanjaro": 5895.0}[name]
\`\`\`

- [x] done
- https://example.com/a/very/long/address/that/has/no/place/to/break/at/all/in/a/narrow/panel
`;

const looks = isLong
  ? (['en', 'zh-CN'] as const).flatMap((language) => (['light', 'dark'] as const).map((theme) => ({ language, theme })))
  : [{ language: 'en', theme: 'light' } as const];

describe.each(looks)('in $language, $theme', ({ language, theme }) => {
  let browser: Browser;
  let stage: Tab;
  beforeAll(async () => {
    browser = await launch(browserUnderTest, { language, theme });
    stage = await openStage(browser, language);
  });
  afterAll(() => browser?.close());

  const settings: Setting[] = (isLong ? [280, 360, 520] : [280]).flatMap((width) =>
    (['light', 'dark'] as const).map((each) => ({ width, theme: each })),
  );

  /** Every width, in light and dark, of what a panel shows. */
  async function wrongWith(shot: Snapshot): Promise<string[]> {
    const wrong: string[] = [];
    for (const setting of settings) {
      await setUp(stage, shot, setting);
      const found = [...(await violations(stage)), ...(await misfits(stage))];
      wrong.push(...found.map((line) => `${shot.name}, ${setting.width} px, ${setting.theme}: ${line}`));
      if (process.env.PANGDA_SHOTS)
        await stage.raw.screenshot(
          `${process.env.PANGDA_SHOTS}/${shot.name}-${setting.width}-${setting.theme}-${language}.png`,
          { x: 0, y: 0, width: setting.width, height: 800 },
        );
    }
    return wrong;
  }

  /** Opens an invented page, waits until its panel is as wanted, and looks at that. */
  async function wrongOn(page: string, name: string, ready: (tab: Tab) => Promise<unknown>): Promise<string[]> {
    const { url, html } = fixture(page);
    const tab = await browser.openSaved(url, html);
    await ready(tab);
    const shot = await snapshot(name, tab.panel);
    await tab.raw.close();
    return wrongWith(shot);
  }

  const sites = isLong
    ? (['google-results', 'baidu-results', 'zhihu-question'] as const)
    : (['google-results'] as const);

  test('the panel without a model has no fault that can be found by rule', async () => {
    for (const site of sites) {
      const wrong = await wrongOn(site, `keyless-${site}`, (tab) => tab.panel.find('blockquote, .pd-quotes'));
      expect(wrong).toEqual([]);
    }
  });

  test('nor have the pages of our own', async () => {
    const pages = isLong ? ['options', 'ledger', 'welcome', 'how', 'mic', 'popup'] : ['options', 'popup'];
    const wrong: string[] = [];
    for (const name of pages) {
      const tab = await browser.openExtension(`${name}.html`);
      await tab.page.find('button, h1');
      await loadAxe(tab);
      wrong.push(...(await violations(tab)).map((line) => `${name}: ${line}`));
      await tab.raw.close();
    }
    expect(wrong).toEqual([]);
  });

  test(
    'nor has an answer, checked, with all that may be in one',
    async () => {
      laidDown.set('rich', rich);
      await connectAs('text-rich');
      for (const site of sites) {
        const wrong = await wrongOn(site, `checked-${site}`, async (tab) => {
          await ended(tab);
          await tab.panel.find('math');
          await tab.panel.find('.pd-code-keyword');
          await tab.panel.click('.pd-outline summary');
        });
        expect(wrong).toEqual([]);
      }
    },
    isLong ? 300_000 : 90_000,
  );

  test.runIf(isLong)(
    'nor has one that is coming, one that failed, a lesson, and the microphone',
    async () => {
      await connectAs('paced-2000-20');
      const coming = await wrongOn('google-results', 'streaming', (tab) => tab.panel.find('article .pd-answer p'));
      await connectAs('status-401');
      const failed = await wrongOn('google-results', 'failed', (tab) => ended(tab, 'failed'));
      await connectAs('tutor');
      const lesson = await wrongOn('baidu-results', 'lesson', async (tab) => {
        await ended(tab);
        await tab.panel.click('.pd-composer button[aria-expanded]');
        await tab.panel.find('.pd-choice');
      });
      const listening = await wrongOn('google-results', 'listening', async (tab) => {
        await ended(tab);
        await tab.panel.click('.pd-mic');
        await tab.panel.find('.pd-captions');
      });
      expect([...coming, ...failed, ...lesson, ...listening]).toEqual([]);
    },
    300_000,
  );

  let isConnected = false;
  /** The form is filled in English; another language has the same fields. */
  async function connectAs(model: string): Promise<void> {
    if (language === 'en') return connect(browser, models.server, model);
    const tab = await browser.openExtension('options.html');
    const connection = { id: 'c', name: 'Scripted', preset: 'custom', baseUrl: `${models.server.url}/v1`, model };
    await tab.evaluate(
      (request) => {
        // biome-ignore lint/suspicious/noExplicitAny: the page's own globals
        const page = globalThis as any;
        return (page.browser ?? page.chrome).runtime.sendMessage({ call: 'options.saveConnection', request });
      },
      {
        connection,
        ...(!isConnected && { key: 'sk-test' }),
      },
    );
    isConnected = true;
    await tab.raw.close();
  }
});
