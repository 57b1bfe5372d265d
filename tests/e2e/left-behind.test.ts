import { expect, test } from 'vitest';
import { browserUnderTest } from './browser.ts';
import { fixture } from './fixtures.ts';
import { connect, sharedModelServer } from './model.ts';
import { sharedBrowser } from './session.ts';
import { savedPage } from './web.ts';

const session = sharedBrowser();
const models = sharedModelServer();

// Firefox runs the content scripts of the new one in pages that are open: nothing is left behind there.
test.skipIf(browserUnderTest === 'firefox')(
  'the extension replaced as soon as its panel stands, mostly before the panel’s script: it is told',
  async () => {
    await connect(session.browser, models.server, 'silent-9');
    const options = await session.browser.openExtension('options.html');
    const { url, html } = fixture('google-results');
    session.browser.web.serve(url, savedPage(html));
    const tab = await session.browser.open('about:blank');
    await tab.raw.goto(url);
    await tab.page.until('the panel is there', async () => (await tab.panels()) > 0 || undefined);
    await options.raw.evaluate('chrome.runtime.reload()').catch(() => {}); // the page goes with it
    await tab.panel.says('Pangda was updated', 5_000);
    expect(await tab.panels()).toBe(1);
    await tab.raw.close();
  },
);
