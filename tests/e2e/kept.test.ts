import { expect, test } from 'vitest';
import { fixture } from './fixtures.ts';
import { untilWritten } from './ledger-tools.ts';
import { connect, ended, sharedModelServer } from './model.ts';
import { sharedBrowser } from './session.ts';

const session = sharedBrowser();
const models = sharedModelServer();

const saying = (text: string): string => `say-${Buffer.from(text).toString('base64url')}`;

test('the same question is answered from the ledger, with what has changed since, until it is asked again', async () => {
  const { browser } = session;
  const { url, html } = fixture('google-results');
  await connect(browser, models.server, saying('It rises 5,895 metres above sea level. [2]'));
  const first = await browser.openSaved(url, html);
  await ended(first);
  expect(models.server.questions()).toHaveLength(1);
  await first.raw.close();
  await untilWritten(browser, 1);

  const changed = html.replace('at 5,892 metres.', 'at 5,891 metres.');
  expect(changed).not.toBe(html);
  const second = await browser.openSaved(url, changed);
  await ended(second);
  await second.panel.says(/from 9 sources\. 1 has changed since/);
  await second.panel.says('5,895 metres');
  expect(await second.panel.count('article button.pd-verdict[data-verdict=found]')).toBe(1);
  expect(models.server.questions()).toHaveLength(1);

  await second.panel.click({ css: 'article button', says: 'Ask again' });
  await second.panel.until('the model was asked', async () => models.server.questions().length === 2 || undefined);
  await ended(second);
  await second.panel.lacks('.pd-kept');
  await second.raw.close();
});
