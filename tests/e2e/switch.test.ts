import { expect, test } from 'vitest';
import { laidDown } from '../fakes/model-behaviours.ts';
import { saveConnection } from './ask.ts';
import { ended, key, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';

const session = sharedBrowser();
const models = sharedModelServer();

test('another model chosen in the bar is asked the same at one press, and the old answer stays to compare', async () => {
  laidDown.set('first', 'It rises 5,895 metres above sea level. [2]');
  laidDown.set('other', 'It rises 5,890 metres above sea level. [2]');
  const options = await session.browser.openExtension('options.html');
  for (const [id, name] of [
    ['first', 'Slow Thinker'],
    ['other', 'Quick Writer'],
  ] as const) {
    const baseUrl = `${models.server.url}/v1`;
    await saveConnection(options, { id, name, preset: 'custom', baseUrl, model: `text-${id}` }, key);
  }
  await options.raw.close();

  const tab = await openFixture(session.browser, 'google-results');
  await ended(tab);
  await tab.panel.says('5,895 metres');
  await tab.panel.lacks('.pd-ask-anew button');
  await tab.panel.click('.pd-bar .pd-select');
  await tab.raw.press('ArrowDown');
  await tab.raw.press('Enter');
  await tab.panel.click({ css: '.pd-ask-anew button', says: 'Ask again with Quick Writer' });
  await tab.panel.find('.pd-second');
  expect(await tab.panel.text('article .pd-answer')).toContain('5,890 metres');
  await tab.panel.says('The second answer is by Slow Thinker.');
  await tab.panel.says('Only the second says: 5,895');
  await tab.panel.lacks('.pd-ask-anew button');
  expect(models.server.requests.map(({ body }) => (body as { model?: string }).model)).toEqual([
    'text-first',
    'text-other',
  ]);

  await tab.panel.click({ css: '.pd-second button', says: 'Swap the two' });
  await tab.panel.says('The second answer is by Quick Writer.');
  expect(await tab.panel.text('article .pd-answer')).toContain('5,895 metres');
  expect(await tab.panel.count('.pd-ask-anew button')).toBe(0); // it has answered
  expect(await tab.panel.text('.pd-by')).toContain('Slow Thinker');
  if (process.env.PANGDA_SHOTS) await tab.raw.screenshot(`${process.env.PANGDA_SHOTS}/switch.png`);
  await tab.raw.close();
});
