import { expect, test } from 'vitest';
import { saveConnection } from './ask.ts';
import { ended, key, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';

const session = sharedBrowser();
const models = sharedModelServer();

test('a host that the browser does not allow is asked nothing, and both places say what to do', async () => {
  const { port } = models.server;
  const options = await session.browser.openExtension('options.html');
  // The tests' builds may reach 127.0.0.1, and not this other name of it.
  const connection = {
    id: 'c',
    name: 'Elsewhere',
    preset: 'custom',
    baseUrl: `http://localhost:${port}/v1`,
    model: 'echo',
  };
  await saveConnection(options, connection, key);
  await options.raw.close();
  const { page, raw } = await session.browser.openExtension('options.html');
  await page.says('access not allowed');
  await page.find({ css: '.pd-connection button', says: 'Allow' });
  await raw.close();

  const tab = await openFixture(session.browser, 'google-results');
  await ended(tab, 'failed');
  await tab.panel.says(
    `The browser does not allow Pangda to reach localhost:${port}. Press Allow beside the connection`,
  );
  await tab.panel.find({ css: '[role=alert] button', says: 'Open settings' });
  expect(models.server.requests).toEqual([]);
  await tab.raw.close();
});
