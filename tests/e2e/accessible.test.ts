import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { laidDown } from '../fakes/model-behaviours.ts';
import { type Browser, browserUnderTest, launch } from './browser.ts';
import { fixture } from './fixtures.ts';
import { misfits } from './misfits.ts';
import { connect, ended, sharedModelServer } from './model.ts';
import { openStage, type Snapshot, setUp, snapshot, violations } from './stage.ts';
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

type Site = 'google-results' | 'baidu-results' | 'zhihu-question';

interface Look {
  language: 'en' | 'zh-CN';
  theme: 'light' | 'dark';
  /** The pages that are looked at, and the widths their panels are given. */
  sites: readonly { site: Site; widths: readonly number[] }[];
}

const everyWidth = [280, 360, 520];
const everySite = (['google-results', 'baidu-results', 'zhihu-question'] as const).map((site) => ({
  site,
  widths: everyWidth,
}));
/** In short, each site and each width once, each in both themes. */
const looks: Look[] = isLong
  ? (['en', 'zh-CN'] as const).flatMap((language) =>
      (['light', 'dark'] as const).map((theme) => ({ language, theme, sites: everySite })),
    )
  : [
      { language: 'en', theme: 'light', sites: [{ site: 'google-results', widths: [280] }] },
      {
        language: 'zh-CN',
        theme: 'dark',
        sites: [
          { site: 'baidu-results', widths: [360] },
          { site: 'zhihu-question', widths: [520] },
        ],
      },
    ];

describe.each(looks)('in $language, $theme', ({ language, theme, sites }) => {
  let browser: Browser;
  let stage: Tab;
  beforeAll(async () => {
    browser = await launch(browserUnderTest, { language, theme });
    stage = await openStage(browser, language);
  });
  afterAll(() => browser?.close());

  /** Every width, in light and dark, of what a panel shows. */
  async function wrongWith(shot: Snapshot, widths: readonly number[]): Promise<string[]> {
    const wrong: string[] = [];
    const settings = widths.flatMap((width) => (['light', 'dark'] as const).map((each) => ({ width, theme: each })));
    for (const setting of settings) {
      await setUp(stage, shot, setting);
      const found = [...(await violations(stage)), ...(await misfits(stage))];
      wrong.push(...found.map((line) => `${shot.name}, ${setting.width} px, ${setting.theme}: ${line}`));
      if (process.env.PANGDA_SHOTS)
        await stage.raw.screenshot(
          `${process.env.PANGDA_SHOTS}/${shot.name}-${setting.width}-${setting.theme}-${language}.png`,
          { x: 0, y: 0, width: Math.max(setting.width, 360), height: 800 },
        );
    }
    return wrong;
  }

  /** What is done on a page, and the name of what its panel shows then. */
  type Step = [name: string, ready: (tab: Tab) => Promise<unknown>];

  /** Opens each invented page, takes its panel from step to step, and looks at every one. */
  async function wrongOn(pages: Look['sites'], steps: Step[]): Promise<string[]> {
    const wrong: string[] = [];
    for (const { site, widths } of pages) {
      const { url, html } = fixture(site);
      const tab = await browser.openSaved(url, html);
      const shots: Snapshot[] = [];
      for (const [name, ready] of steps) {
        await ready(tab);
        shots.push(await snapshot(`${name}-${site}`, tab.panel));
      }
      await tab.raw.close();
      for (const shot of shots) wrong.push(...(await wrongWith(shot, widths)));
    }
    return wrong;
  }

  test('the rules find what is laid out wrong', async () => {
    const wrong = {
      'too wide': '<p style="width: 400px">words</p>',
      'cut at its side': '<p style="width: 40px; overflow: hidden; white-space: nowrap">words that go on</p>',
      'shortened for good':
        '<p style="width: 40px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">words that go on</p>',
      'cut below': '<p style="height: 10px; overflow: hidden">words</p>',
      'only 7px': '<p style="font-size: 7px">words</p>',
      spills: '<p style="width: 40px; white-space: nowrap">words that go on</p>',
      'written over': '<p style="margin: 0">words</p><p style="margin: -20px 0 0; line-height: 20px">others</p>',
      'cut: textarea': '<textarea style="width: 60px" placeholder="words that go on and on"></textarea>',
    };
    const css = 'p { line-height: 20px }';
    for (const [fault, html] of Object.entries(wrong)) {
      await setUp(stage, { name: fault, html, css }, { width: 280, theme });
      expect(await misfits(stage)).toContainEqual(expect.stringContaining(fault));
    }
    await setUp(stage, { name: 'right', html: '<p>words</p><p>others</p>', css }, { width: 280, theme });
    expect(await misfits(stage)).toEqual([]);
  });

  test('the panel without a model has no fault that can be found by rule', async () => {
    const wrong = await wrongOn(sites, [['keyless', (tab) => tab.panel.find('blockquote, .pd-quotes')]]);
    expect(wrong).toEqual([]);
  });

  test(
    'nor has an answer, checked, with all that may be in one, what stands behind a sentence, and how to ask',
    async () => {
      laidDown.set('rich', rich);
      await connectAs('text-rich');
      const wrong = await wrongOn(sites, [
        [
          'checked',
          async (tab) => {
            await ended(tab);
            await tab.panel.find('math');
            await tab.panel.find('.pd-code-keyword');
            // It comes in while its place is out of view.
            const { x, y } = await tab.panel.find('.pd-scroll');
            await tab.raw.wheelAt(x + 40, y + 40, 400);
            await tab.panel.until(
              'the outline is there',
              async () => (await tab.panel.count('.pd-outline')) || undefined,
            );
            await tab.raw.wheelAt(x + 40, y + 40, -4000);
            await tab.panel.click('.pd-outline summary');
          },
        ],
        [
          'evidence',
          async (tab) => {
            await tab.panel.click('.pd-verdict');
            const card = await tab.panel.find('.pd-floating');
            const view = await tab.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }));
            expect(card.x).toBeGreaterThanOrEqual(0);
            expect(card.y).toBeGreaterThanOrEqual(0);
            expect(card.x + card.width).toBeLessThanOrEqual(view.width);
            expect(card.y + card.height).toBeLessThanOrEqual(view.height);
          },
        ],
        [
          'asking',
          async (tab) => {
            await tab.raw.press('Escape');
            await tab.panel.lacks('.pd-floating');
            await tab.panel.click('.pd-composer button[aria-expanded]');
            await tab.panel.find('.pd-ask-options');
          },
        ],
      ]);
      expect(wrong).toEqual([]);
    },
    isLong ? 300_000 : 90_000,
  );

  test(
    'nor has one that is coming, and one that failed',
    async () => {
      await connectAs('paced-2000-20');
      const coming = await wrongOn(sites, [['streaming', (tab) => tab.panel.find('article .pd-answer p')]]);
      await connectAs('status-401');
      const failed = await wrongOn(sites, [['failed', (tab) => ended(tab, 'failed')]]);
      expect([...coming, ...failed]).toEqual([]);
    },
    isLong ? 300_000 : 90_000,
  );

  test.runIf(isLong)(
    'nor has a lesson, and the microphone',
    async () => {
      await connectAs('tutor');
      const lesson = await wrongOn(
        everySite.filter(({ site }) => site === 'baidu-results'),
        [
          [
            'lesson',
            async (tab) => {
              await ended(tab);
              await tab.panel.click('.pd-composer button[aria-expanded]');
              await tab.panel.find('.pd-choice');
            },
          ],
        ],
      );
      const listening = await wrongOn(
        everySite.filter(({ site }) => site === 'google-results'),
        [
          [
            'listening',
            async (tab) => {
              await ended(tab);
              await tab.panel.click('.pd-mic');
              await tab.panel.find('.pd-captions');
            },
          ],
        ],
      );
      expect([...lesson, ...listening]).toEqual([]);
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
