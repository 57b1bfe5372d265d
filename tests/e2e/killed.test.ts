import { expect, test } from 'vitest';
import { connect, ended, messagesOf, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';
import { killed, untilWords, wordsShown } from './survival.ts';
import type { Tab } from './tab.ts';

const session = sharedBrowser();
const models = sharedModelServer();
const asked = () => models.server.questions().length;

async function openWith(model: string): Promise<Tab> {
  await connect(session.browser, models.server, model);
  return openFixture(session.browser, 'google-results');
}

test('the background killed in the middle: nothing shown is lost, nobody is asked twice', {
  timeout: 90_000,
}, async () => {
  const tab = await openWith('paced-60-20');
  await ended(tab);
  const ends: string[] = [];
  for (const atMs of [0, 40, 400, 1100, 2600]) ends.push((await killed(session.browser, models.server, tab, atMs)).how);
  expect(ends).toContain('part'); // else none was killed in the middle
  await tab.raw.close();
});

test('a page that is reloaded in the middle shows the same answer, which is asked for once', async () => {
  const before = asked();
  const tab = await openWith('paced-61-20');
  await untilWords(tab, 10);
  await tab.raw.reload();
  await ended(tab);
  expect(await wordsShown(tab)).toBe(61);
  expect(asked() - before).toBe(1);
  await tab.raw.close();
});

test('an answer that is cut by the network keeps its part, and Continue goes on from there', async () => {
  const tab = await openWith('reset');
  await ended(tab, 'failed');
  expect(await tab.panel.text('article')).toContain('说到一半');
  const before = asked();
  await tab.panel.click({ css: 'button', says: 'Continue' });
  await tab.panel.until('it is asked', async () => asked() > before || undefined);
  await ended(tab, 'failed');
  expect(messagesOf(models.server.questions()[before])).toContainEqual({ role: 'assistant', content: '说到一半' });
  expect(await tab.panel.text('article')).toContain('说到一半');
  await tab.raw.close();
});
