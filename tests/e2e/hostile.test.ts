import { afterAll, describe, expect, test } from 'vitest';
import { laidDown } from '../fakes/model-behaviours.ts';
import { hasCollections, inParts, payloads } from '../fixtures/hostile/index.ts';
import { plantable, planted } from '../fixtures/hostile/pages.ts';
import { browserUnderTest } from './browser.ts';
import { fixture } from './fixtures.ts';
import { expectInert, expectInertRecords, ran, Shown, withEar } from './hostile-surface.ts';
import { connect, ended, sharedModelServer } from './model.ts';
import { runAsMarkup } from './raw-markup.ts';
import { sharedBrowser } from './session.ts';
import { pause, type Tab } from './tab.ts';

const session = sharedBrowser();
const models = sharedModelServer();
/** The whole collections take minutes a carrier. */
const slow = { timeout: hasCollections ? 1_800_000 : 120_000 };

/** Payloads that must run when they are put in as markup: of others' collections very many, of ours some. */
const mustRun = hasCollections ? 500 : 8;

/** Opens one of the invented pages with these texts as titles of results before its own, and in another order as what they say. */
function openWith(name: string, texts: readonly string[] = []): Promise<Tab> {
  const page = fixture(name);
  const cards = texts.map((text, at) => ({ title: text, text: texts.at(-1 - at) ?? text }));
  session.browser.web.serve(page.url, { body: withEar(planted(page, cards)) });
  return session.browser.open(page.url);
}

describe('the harness hears what runs', () => {
  const url = 'https://raw.pangda.test/';
  const open = (): Promise<Tab> => {
    session.browser.web.serve(url, { body: withEar('<!doctype html><html><head></head><body></body></html>') });
    return session.browser.open(url);
  };

  test('put in as markup, payloads run', slow, async () => {
    const ran = await runAsMarkup(open, payloads);
    console.log(`hostile, ${browserUnderTest}, as markup: ${payloads.length} payloads, ${ran.size} ran`);
    expect(ran.size).toBeGreaterThanOrEqual(mustRun);
  });

  test('also in a closed root, provoked as the panel is', slow, async () => {
    const tab = await open();
    await tab.evaluate(
      (texts) => {
        const host = document.body.appendChild(document.createElement('pangda-panel'));
        const root = host.attachShadow({ mode: 'closed' });
        for (const text of texts) root.appendChild(document.createElement('div')).innerHTML = text;
      },
      payloads.slice(0, 200),
    );
    expect(await tab.provokePanel()).toBeGreaterThan(10);
    await pause(500);
    expect((await ran(tab)).length).toBeGreaterThanOrEqual(mustRun / 8);
    await tab.raw.close();
  });
});

describe('nothing runs and nothing is loaded', () => {
  afterAll(() => laidDown.clear());

  test.each(plantable)('in titles and texts of %s, there and in the record', slow, async (name) => {
    const titles = new Shown(`${name}, titles or authors`, payloads);
    const texts = new Shown(`${name}, texts, in the record`, payloads);
    const parts = inHundreds(payloads);
    for (const [index, part] of parts.entries()) {
      const tab = await openWith(name, part);
      await ended(tab);
      await expectInert(tab, `${name} ${index}`);
      titles.in(await tab.panel.text('.pd-source-title, .pd-source-site'));
      await tab.raw.close();
    }
    await expectInertRecords(session.browser, parts.length, async ({ page }) =>
      texts.in(await page.text('.pd-ledger-text')),
    );
    titles.expectAlmostAll();
    texts.expectAlmostAll();
  });

  test('in answers of a model, as they stream, when they are there, and in the record', slow, async () => {
    const parts = inParts(payloads, 30_000);
    for (const [index, part] of parts.entries()) {
      laidDown.set(`answer${index}`, part.join('\n\n'));
      await connect(session.browser, models.server, `text-answer${index}`);
      const tab = await openWith('google-results', part.slice(0, 30));
      await tab.panel.until('it speaks', async () => (await tab.panel.text('.pd-answer')).length > 200 || undefined);
      await expectInert(tab, `answer ${index}, beginning`);
      await ended(tab);
      await expectInert(tab, `answer ${index}`);
      await tab.raw.close();
    }
    await expectInertRecords(session.browser, parts.length);
    console.log(`hostile, ${browserUnderTest}, answers: ${payloads.length} payloads, 0 ran`);
  });

  test('in the words of errors, there and in the record', slow, async () => {
    const parts = inParts(payloads, 570).map((part) => part.join(' '));
    for (const [index, part] of parts.entries()) laidDown.set(`error${index}`, part);
    await connect(session.browser, models.server, 'refusals-error');
    const errors = new Shown('errors', payloads);
    const perPage = 40;
    for (let first = 0; first < parts.length; first += perPage) {
      const tab = await openWith('google-results');
      await ended(tab, 'failed');
      for (let turn = 1; turn < Math.min(perPage, parts.length - first); turn++) {
        await tab.panel.fill('textarea', 'x');
        await tab.raw.press('Enter');
        const failed = async () => (await tab.panel.count('article[data-status=failed]')) > turn || undefined;
        await tab.panel.until('the next has failed', failed);
      }
      errors.in(await expectInert(tab, `errors from ${first}`));
      await tab.raw.close();
    }
    await expectInertRecords(session.browser, Math.min(parts.length, perPage));
    errors.expectAlmostAll();
  });
});

/** As many as one page of results is given. */
function inHundreds(texts: readonly string[]): string[][] {
  const starts = Array.from({ length: Math.ceil(texts.length / 120) }, (_, index) => index * 120);
  return starts.map((start) => texts.slice(start, start + 120));
}
