import { expect, test } from 'vitest';
import { connect, ended, key, messagesOf, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';
import { pause, type Tab } from './tab.ts';
import { savedPage } from './web.ts';

const session = sharedBrowser();
const models = sharedModelServer();

async function openWith(model: string, name = 'google-results'): Promise<Tab> {
  await connect(session.browser, models.server, model);
  return openFixture(session.browser, name);
}

test('an answer streams into the panel, and carries the question, the sources and the key to the server', async () => {
  const tab = await openWith('paced-40-20');
  const lengths = new Set<number>();
  await tab.panel.until('the answer is done', async () => {
    lengths.add((await tab.panel.text('article')).length);
    return (await tab.panel.count('article[data-status=done]')) > 0 || undefined;
  });
  expect(lengths.size).toBeGreaterThan(4);
  const request = models.server.questions().at(-1);
  expect(request?.headers.authorization).toBe(`Bearer ${key}`);
  const sent = JSON.stringify(request?.body);
  expect(sent).toContain('how high is mount kilimanjaro');
  expect(sent).toContain('highest free-standing mountain');
  expect(models.server.questions()).toHaveLength(1);
  await tab.raw.close();
});

test('the key is in no page, and a page reads nothing of the answer', async () => {
  const tab = await openWith('markdown');
  await ended(tab);
  const page = await tab.evaluate(() => ({
    html: document.documentElement.outerHTML,
    root: document.querySelector('pangda-panel')?.shadowRoot ?? null,
  }));
  expect(page.html).not.toContain(key);
  expect(page.html).not.toContain('要点');
  expect(page.root).toBeNull();
  await tab.raw.close();
});

test('Markdown is drawn: list, table, code, and citations that lead to a source', async () => {
  const tab = await openWith('markdown');
  await ended(tab);
  for (const css of ['article li', 'article table td', 'article pre']) await tab.panel.find(css);
  // An address that is none of the page's sources is words, not a link: a model may have been told to write it.
  expect(await tab.panel.text('article')).toContain('链接 (example.org)');
  expect(await tab.panel.count('article a[href*="example.org"]')).toBe(0);
  const before = await tab.evaluate(() => scrollY);
  await tab.panel.click({ css: 'article button.pd-cite', says: '3' });
  await pause(600);
  const source = await tab.evaluate(() => {
    const title = [...document.querySelectorAll('#rso h3')].find((h3) => h3.textContent?.includes('Map, & Facts'));
    const box = title?.getBoundingClientRect();
    return { isInView: box !== undefined && box.top >= 0 && box.bottom <= innerHeight };
  });
  expect(source.isInView, `scrolled from ${before}`).toBe(true);
  await tab.raw.close();
});

test('stop keeps what had come, and the server sees the client leave', async () => {
  const tab = await openWith('paced-2000-20');
  await tab.panel.until('some of it has come', async () => {
    return (await tab.panel.text('article')).length > 20 || undefined;
  });
  await tab.panel.until('the answer is stopped', async () => {
    // The button moves down as the answer grows; on a busy machine a click may come too late, and a user tries again.
    if ((await tab.panel.count('article[data-status=stopped]')) > 0) return true;
    await tab.panel.click({ css: 'button', says: 'Stop' });
    return undefined;
  });
  await tab.panel.until('the server saw it', async () => models.server.questions().at(-1)?.aborted || undefined, 3000);
  expect((await tab.panel.text('article')).length).toBeGreaterThan(20);
  await tab.raw.close();
});

test('leaving the page ends the request, after the time a reload would need', async () => {
  const tab = await openWith('paced-2000-20');
  await tab.panel.until('some of it has come', async () => {
    return (await tab.panel.text('article')).length > 20 || undefined;
  });
  await tab.raw.close();
  const end = Date.now() + 12_000;
  while (!models.server.questions().at(-1)?.aborted && Date.now() < end) await pause(50);
  expect(models.server.questions().at(-1)?.aborted).toBe(true);
});

test('answer again asks again, in place of the first answer', async () => {
  const tab = await openWith('echo');
  await ended(tab);
  const before = models.server.questions().length;
  await tab.panel.click({ css: 'button', says: 'Answer again' });
  await tab.panel.until('it is asked', async () => models.server.questions().length > before || undefined);
  await ended(tab);
  expect(await tab.panel.count('article')).toBe(1);
  await tab.raw.close();
});

test('a follow-up carries the conversation with it', async () => {
  const tab = await openWith('markdown');
  await ended(tab);
  await tab.panel.fill('textarea', 'and in feet?');
  await tab.raw.press('Enter');
  await tab.panel.until('a second turn', async () => (await tab.panel.count('article')) === 2 || undefined);
  await ended(tab);
  const messages = messagesOf(models.server.questions().at(-1));
  expect(messages.at(-1)?.content).toContain('and in feet?');
  expect(messages.some(({ role, content }) => role === 'assistant' && content.includes('要点'))).toBe(true);
  expect(await tab.panel.value('textarea')).toBe('');
  await tab.raw.close();
});

test('thinking is folded away from the answer', async () => {
  const tab = await openWith('think');
  await ended(tab);
  const details = await tab.panel.probe('article details');
  expect(details?.attributes.map((each) => 'open' in each)).toEqual([false]);
  expect(details?.texts[0]).toMatch(/^(Thought for|Thinking)/);
  await tab.raw.close();
});

test('copy puts Markdown and rich text on the clipboard', async () => {
  const tab = await openWith('markdown');
  await ended(tab);
  await tab.panel.click({ css: 'button', says: 'Copy the answer' });
  await tab.panel.says('Copied');
  const editor = 'https://editor.test/';
  session.browser.web.serve(editor, savedPage('<!doctype html><div contenteditable style="height:200px">here</div>'));
  const other = await session.browser.open(editor);
  await other.evaluate(() => {
    document.addEventListener('paste', (event) => {
      const of = (type: string) => event.clipboardData?.getData(type) ?? '';
      document.title = JSON.stringify({ plain: of('text/plain'), html: of('text/html') });
    });
  });
  await other.page.click('div');
  await other.raw.press('Control+v');
  const pasted = JSON.parse(
    await other.page.until('it is pasted', () => other.evaluate(() => document.title || undefined)),
  );
  expect(pasted.plain).toContain('## 要点');
  expect(pasted.plain).toContain('https://en.wikipedia.org/wiki/Mount_Kilimanjaro');
  expect(pasted.html).toMatch(/<h\d[^>]*>要点/);
  expect(pasted.html).toContain('href="https://en.wikipedia.org/wiki/Mount_Kilimanjaro"');
  await other.raw.close();
  await tab.raw.close();
});

test('a refused key is said in a sentence, with a button that opens the settings', async () => {
  const tab = await openWith('status-401');
  await tab.panel.says('refused the key');
  await ended(tab, 'failed');
  const shown = await tab.panel.text();
  expect(shown).not.toContain(key);
  await tab.panel.find({ css: 'button', says: 'Open settings' });
  await tab.raw.close();
});

test('an answer that breaks off keeps its part and offers another try', async () => {
  const tab = await openWith('reset');
  await ended(tab, 'failed');
  await tab.panel.says('What had arrived stays above.');
  await tab.panel.find({ css: 'button', says: 'Try again' });
  await tab.raw.close();
});

test('back from another page, the answer is there without a new request', async () => {
  const tab = await openWith('markdown');
  await ended(tab);
  const before = models.server.questions().length;
  const away = 'https://away.test/';
  session.browser.web.serve(away, savedPage('<!doctype html><p>away</p>'));
  await tab.raw.goto(away);
  await tab.raw.back();
  await tab.panel.says('要点');
  await pause(500);
  expect(models.server.questions().length).toBe(before);
  await tab.raw.close();
});

test('a background that the browser stopped wakes up for the next question', async () => {
  const tab = await openWith('markdown');
  await ended(tab);
  await session.browser.stopBackground();
  await tab.panel.fill('textarea', 'still there?');
  await tab.raw.press('Enter');
  await tab.panel.until('a second turn', async () => (await tab.panel.count('article')) === 2 || undefined);
  await ended(tab);
  await tab.raw.close();
});
