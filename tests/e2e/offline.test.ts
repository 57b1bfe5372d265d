import { afterEach, expect, test } from 'vitest';
import { saveConnection } from './ask.ts';
import { fixture } from './fixtures.ts';
import { ended, key } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';

const session = sharedBrowser();
const host = 'model.pangda.test';
const address = `https://${host}/v1/chat/completions`;
const answer = ['{"choices":[{"delta":{"content":"又联网了。"},"finish_reason":"stop"}]}', '[DONE]'];

const seen = (wanted: string, of: string) =>
  session.browser.web.requests.filter(({ url, method }) => url === of && method === wanted);
const asked = () => seen('POST', address).length;

/** The model, connected at an address that is not on this computer. */
async function connectFar() {
  const { browser } = session;
  browser.web.serve(address, { body: answer.map((data) => `data: ${data}\n\n`).join(''), type: 'text/event-stream' });
  const options = await browser.openExtension('options.html');
  const connection = { id: 'far', name: 'Far', preset: 'custom', baseUrl: `https://${host}/v1`, model: 'm' };
  await saveConnection(options, connection, key);
  return options;
}

afterEach(() => session.browser.setOffline(false));

test('while a page is still coming that will be asked about, the connection is made by a request that says nothing', async () => {
  const { browser } = session;
  const options = await connectFar();
  const { url, html } = fixture('google-results');
  const within = html.indexOf('<h3', html.indexOf('<h3') + 1); // amid the list, which is then not whole
  const rest = Promise.withResolvers<string>();
  browser.web.serve(url, { body: html.slice(0, within), rest: [rest.promise] });
  const opening = browser.open(url);
  await expect.poll(() => seen('HEAD', `https://${host}/`).length, { timeout: 8000 }).toBe(1);
  expect(asked()).toBe(0);
  rest.resolve(html.slice(within));
  const tab = await opening;
  await ended(tab);
  expect(asked()).toBe(1);
  const [early] = seen('HEAD', `https://${host}/`);
  expect(seen('POST', address)[0]?.over).toBe(early?.over);
  expect(early?.body).toBe('');
  for (const name of ['authorization', 'api-key', 'cookie', 'referer', 'origin'])
    expect(early?.headers[name]).toBeUndefined();
  await tab.raw.close();

  // It is open still.
  browser.web.serve(url, html);
  const again = await browser.open(url);
  await ended(again);
  expect(seen('HEAD', `https://${host}/`)).toHaveLength(1);
  await again.raw.close();
  await options.raw.close();
});

test('without a network a question waits and says so, can be stopped, and is asked once the network is back', async () => {
  const { browser } = session;
  const options = await connectFar();
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
