import { expect, test } from 'vitest';
import { connect, ended, messagesOf, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';

const session = sharedBrowser();
const models = sharedModelServer();

const draft = `**提纲**

1. 电去了哪里
2. 怎么少掉

## 电去了哪里

低温下电池**放不出电**，暖风也要烧电。[1]

- 插着枪预热
- 少开暖风`;

test('a draft pastes into an editor with its headings, lists, bold words and links', async () => {
  await connect(session.browser, models.server, `say-${Buffer.from(draft).toString('base64url')}`);
  const tab = await openFixture(session.browser, 'zhihu-question');
  await ended(tab);
  await tab.panel.click({ css: '[role=tab]', says: 'Draft' });
  await tab.panel.find({ css: '[role=tab][aria-selected=true]', says: 'Draft' });
  await ended(tab);
  expect(messagesOf(models.server.questions().at(-1))[0]?.content).toContain('草稿');
  // A draft is the writer's own: only what it cites is checked.
  expect(await tab.panel.count('article .pd-trust')).toBe(0);
  await tab.evaluate(() => {
    const editor = Object.assign(document.createElement('div'), { id: 'editor', contentEditable: 'true' });
    editor.style.cssText =
      'position:fixed;left:0;top:0;width:300px;height:200px;overflow:auto;background:#fff;z-index:9';
    document.body.append(editor);
  });
  await tab.panel.click({ css: 'article button', says: 'Copy the answer' });
  await tab.panel.says('Copied');
  await tab.page.click('#editor');
  await tab.raw.press('Control+v');
  await tab.page.find('#editor li');
  const pasted = await tab.evaluate(() => {
    const editor = document.querySelector('#editor');
    const text = (css: string) => [...(editor?.querySelectorAll(css) ?? [])].map((each) => each.textContent?.trim());
    return {
      headings: text('h2'),
      ordered: text('ol li').length,
      items: text('ul li'),
      links: text('a'),
      all: editor?.textContent ?? '',
    };
  });
  expect(pasted.headings).toEqual(['电去了哪里']);
  expect(pasted.ordered).toBe(2);
  expect(pasted.items.slice(0, 2)).toEqual(['插着枪预热', '少开暖风']);
  expect(pasted.links[0]).toBe('[1]');
  expect(pasted.all).toContain('放不出电');
  await tab.raw.close();
});
