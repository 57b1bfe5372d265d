import { afterEach, expect, test } from 'vitest';
import { saveConnection } from './ask.ts';
import { ended, key } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';

const session = sharedBrowser();
const host = 'model.pangda.test';
const address = `https://${host}/v1/chat/completions`;
const answer = ['{"choices":[{"delta":{"content":"又联网了。"},"finish_reason":"stop"}]}', '[DONE]'];

const asked = () =>
  session.browser.web.requests.filter(({ url, method }) => url === address && method === 'POST').length;

afterEach(() => session.browser.setOffline(false));

test('without a network a question waits and says so, can be stopped, and is asked once the network is back', async () => {
  const { browser } = session;
  browser.web.serve(address, { body: answer.map((data) => `data: ${data}\n\n`).join(''), type: 'text/event-stream' });
  const options = await browser.openExtension('options.html');
  const connection = { id: 'far', name: 'Far', preset: 'custom', baseUrl: `https://${host}/v1`, model: 'm' };
  await saveConnection(options, connection, key);
  const tab = await openFixture(browser, 'google-results');
  await ended(tab);
  const before = asked();

  await browser.setOffline(true);
  await tab.panel.click({ css: 'button', says: 'Answer again' });
  await tab.panel.says('asked as soon as it is online again');
  await tab.panel.click({ css: 'button', says: 'Stop' });
  await ended(tab, 'stopped');

  await tab.panel.click({ css: 'button', says: 'Answer again' });
  await tab.panel.says('asked as soon as it is online again');
  expect(asked()).toBe(before);
  await browser.setOffline(false);
  await ended(tab);
  await tab.panel.says('又联网了。');
  expect(asked()).toBe(before + 1);
  await options.raw.close();
  await tab.raw.close();
});
