import { expect, test } from 'vitest';
import { connect, ended, messagesOf, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';

const session = sharedBrowser();
const models = sharedModelServer();

const turnOf = (content: string | undefined) => content?.split('本轮：').at(-1) ?? '';

test('a lesson by typing: one question at a time, hints in their order, and an end with the sources that were cited', async () => {
  await connect(session.browser, models.server, 'tutor');
  const tab = await openFixture(session.browser, 'baidu-results');
  await ended(tab);
  const asked = () => turnOf(messagesOf(models.server.questions().at(-1)).at(-1)?.content);
  const last = async () => (await tab.panel.probe('article .pd-answer'))?.texts.at(-1) ?? '';
  await tab.panel.click({ css: 'button', says: 'How to ask' });
  await tab.panel.click({ css: '.pd-choice', says: 'Teach me this step by step' });
  await tab.panel.until('the lesson has begun', async () => (await tab.panel.count('article')) === 2 || undefined);
  await ended(tab);
  expect(asked()).toContain('第1步');
  expect(messagesOf(models.server.questions().at(-1))[0]?.content).toContain('家教');
  await tab.panel.says('Step 1 · no hint yet');

  // The model answered its own question; that is neither shown nor the next one's business.
  await tab.panel.click({ css: '.pd-tutor button', says: 'Hint' });
  await tab.panel.says('hint 1 of 4');
  await ended(tab);
  expect(asked()).toContain('轻提示');
  await tab.panel.fill('.pd-composer-field', '26号');
  await tab.raw.press('Enter');
  await tab.panel.says('hint 2 of 4');
  await ended(tab);
  expect(asked()).toContain('部分提示');
  await tab.panel.fill('.pd-composer-field', '27号');
  await tab.raw.press('Enter');
  await tab.panel.says('Step 2 · no hint yet');
  await ended(tab);
  expect(await last()).toContain('哪几天要补班？');

  await tab.panel.click({ css: '.pd-tutor button', says: 'End' });
  await ended(tab);
  await tab.panel.find('.pd-tutor-end');
  const end = await tab.panel.text('.pd-tutor-end');
  expect(end).toContain('right with hints: 1');
  expect(end).toContain('哪几天要补班？');
  // Source 3 was named at the end only.
  expect(await tab.panel.count('.pd-tutor-sources li')).toBe(1);
  expect(end).toContain('中国政府网');
  expect(await tab.panel.count('.pd-tutor')).toBe(0);
  await tab.raw.close();
});

test('what a tutor writes past its question is held back, and can be looked at', async () => {
  await connect(
    session.browser,
    models.server,
    `say-${Buffer.from('先想一想。天为什么是蓝的？因为散射。').toString('base64url')}`,
  );
  const tab = await openFixture(session.browser, 'baidu-results');
  await ended(tab);
  await tab.panel.click({ css: 'button', says: 'How to ask' });
  await tab.panel.click({ css: '.pd-choice', says: 'Teach me this step by step' });
  await tab.panel.find('.pd-tutor');
  await ended(tab);
  const texts = (await tab.panel.probe('article .pd-answer'))?.texts.at(-1);
  expect(texts).toContain('天为什么是蓝的？');
  expect(texts).not.toContain('散射');
  await tab.panel.click({ css: 'summary', says: 'The tutor wrote on' });
  await tab.panel.says('因为散射。');
  await tab.raw.close();
});
