import { describe, expect, test } from 'vitest';
import { type Browser, browserUnderTest, launch } from './browser.ts';
import { pageMisfits } from './misfits.ts';
import { connect, ended, sharedModelServer } from './model.ts';
import { openFixture } from './session.ts';
import { loadAxe, violations } from './stage.ts';
import type { Tab } from './tab.ts';

const models = sharedModelServer();
const isLong = Boolean(process.env.PANGDA_LONG);

/** CSS px. A window of 1280 has half as many of them at twice the size. */
const whole = { width: 1280, height: 800 };
const zoomed = { width: 640, height: 400 };

interface Look {
  language: 'en' | 'zh-CN';
  theme: 'light' | 'dark';
  forcedColors?: boolean;
}

const looks: Look[] = isLong
  ? [
      ...(['en', 'zh-CN'] as const).flatMap((language) =>
        (['light', 'dark'] as const).map((theme) => ({ language, theme })),
      ),
      ...(browserUnderTest === 'chromium' ? [{ language: 'en', theme: 'dark', forcedColors: true } as const] : []),
    ]
  : [
      { language: 'en', theme: 'light' },
      { language: 'zh-CN', theme: 'dark', forcedColors: true },
    ];

/** Our pages, each with what is opened in it before it is looked at. */
const pages: { address: string; open?: (tab: Tab) => Promise<unknown> }[] = [
  { address: 'popup.html' },
  { address: 'how.html' },
  { address: 'mic.html' },
  { address: `allow.html#${encodeURIComponent('https://a-rather-long-name.of-a-site.example/page')}` },
  { address: 'ledger.html', open: (tab) => tab.page.click('.pd-ledger-list button, .pd-ledger-list a, main li a') },
  {
    address: 'welcome.html',
    open: async (tab) => {
      await tab.page.click({ css: '.pd-services button', says: 'DeepSeek' });
      await tab.page.find('.pd-form');
      await openFolds(tab);
    },
  },
  { address: 'options.html', open: (tab) => openFolds(tab) },
];

const openFolds = (tab: Tab) =>
  tab.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });

describe.each(looks)('in $language, $theme, forced colours: $forcedColors', (look) => {
  test(
    'our own pages have no fault that can be found by rule, at their size and at twice that',
    async () => {
      const browser = await launch(browserUnderTest, look);
      try {
        await recordOne(browser, look);
        const wrong: string[] = [];
        for (const { address, open } of pages) {
          const tab = await browser.openExtension(address);
          await tab.page.find('button, h1');
          await open?.(tab);
          await loadAxe(tab);
          for (const size of [whole, zoomed]) {
            await tab.raw.resize(size.width, size.height);
            const found = [...(await violations(tab, look)), ...(await pageMisfits(tab)), ...(await tooWide(tab))];
            wrong.push(...found.map((line) => `${address}, ${size.width} px: ${line}`));
            if (process.env.PANGDA_SHOTS)
              await tab.raw.screenshot(
                `${process.env.PANGDA_SHOTS}/${address.slice(0, 5)}-${size.width}-${look.theme}-${look.language}.png`,
              );
          }
          await tab.raw.close();
        }
        expect(wrong).toEqual([]);
      } finally {
        await browser.close();
      }
    },
    isLong ? 120_000 : 60_000,
  );
});

/** Leaves one answer in the ledger, where the form can be filled in. */
async function recordOne(browser: Browser, { language }: Look): Promise<void> {
  if (language === 'en') await connect(browser, models.server, 'markdown');
  const tab = await openFixture(browser, 'google-results');
  await ended(tab);
  await tab.raw.close();
}

/** A page that is wider than its window has to be scrolled to the side for each line. */
const tooWide = (tab: Tab): Promise<string[]> =>
  tab.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth + 1 ? [`the page is ${scrollWidth} px wide`] : [];
  });
