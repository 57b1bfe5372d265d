import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { destroyedWords, setModel, stoppedWords, withBrowserModel } from '../fakes/browser-model.ts';
import { type Browser, browserUnderTest, launch, testBuild } from './browser.ts';
import { ended } from './model.ts';
import { openFixture } from './session.ts';

const ownModel = { css: 'button', says: "This browser's own model" };
const testButton = { css: 'button', says: 'Test' };

// Only Chromium's family has models of its own.
describe.skipIf(browserUnderTest === 'firefox')("the browser's own model", () => {
  let browser: Browser;
  let extension: ReturnType<typeof withBrowserModel>;
  beforeAll(async () => {
    extension = withBrowserModel(testBuild('chromium'));
    browser = await launch('chromium', { extension: extension.folder });
  });
  afterAll(async () => {
    await browser?.close();
    extension?.remove();
  });

  test('is offered where there is one, shows its download, and passes a check in Chinese', async () => {
    const options = await browser.openExtension('options.html');
    const { page, raw } = options;
    await page.find({ css: 'button', says: 'Ollama' });
    expect(await page.count(ownModel)).toBe(0);
    await setModel(options, { availability: 'downloadable' });
    await raw.reload();
    await page.click(ownModel);
    await setModel(options, { availability: 'downloadable' }); // this page is a new one
    await page.click(testButton);
    await page.says('downloading its model, 42 % so far');
    await page.says('It passed its check in Chinese.');
    await page.click({ css: 'button[type=submit]', says: 'Save' });
    await page.says('Saved.');
    await raw.close();
  });

  test('then answers Chinese questions piece by piece, and is checked like any other', async () => {
    const tab = await openFixture(browser, 'baidu-results');
    await ended(tab);
    await tab.panel.find('article button.pd-verdict[data-verdict=found]');
    expect(await tab.panel.text('.pd-cite')).toContain('1');
    await tab.raw.close();
  });

  test('is stopped by Stop', async () => {
    const options = await browser.openExtension('options.html');
    await setModel(options, { paceMs: 200 });
    const givenBack = (await browser.said()).split(destroyedWords).length;
    const tab = await openFixture(browser, 'google-results');
    await tab.panel.click({ css: 'button', says: 'Stop' });
    await ended(tab, 'stopped');
    await tab.panel.until('the model has stopped', async () => {
      const said = await browser.said();
      return (said.includes(stoppedWords) && said.split(destroyedWords).length > givenBack) || undefined;
    });
    await setModel(options, { paceMs: 20 });
    await options.raw.close();
    await tab.raw.close();
  });

  test('that fails its check in Chinese says so, and answers English questions only', async () => {
    const options = await browser.openExtension('options.html');
    const { page, raw } = options;
    await setModel(options, { speaksChinese: false });
    await page.click({ css: '.pd-connection button', says: 'Edit' });
    await page.click(testButton);
    await page.says('It did not pass its check in Chinese');
    await page.click({ css: 'button[type=submit]', says: 'Save' });
    await page.says('did not pass its check in Chinese and will not answer Chinese questions');
    await raw.close();
    const chinese = await openFixture(browser, 'zhihu-question');
    await chinese.panel.says('did not pass its check in Chinese, so it does not answer this question');
    await chinese.raw.close();
    const english = await openFixture(browser, 'google-results');
    await ended(english);
    await english.panel.find('article button.pd-verdict');
    await english.raw.close();
  });
});
