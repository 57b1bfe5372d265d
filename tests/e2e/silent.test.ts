import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser } from '../tools/browsers.ts';
import { browserUnderTest, launch, testBuild } from './browser.ts';
import { fixture } from './fixtures.ts';
import { connect, sharedModelServer } from './model.ts';
import { openFixture } from './session.ts';
import { watchUnattached } from './unattached.ts';
import { savedPage, startWeb } from './web.ts';

const models = sharedModelServer();
const lastWords = '想好了。';

/**
 * Both browsers stop a background after 30 s without an event. Chromium spares one that a debugger is attached to, and
 * automation is a debugger; so there the browser runs by itself, and reports what its panel shows.
 */
test.skipIf(browserUnderTest !== 'chromium')(
  'a model that is silent for 70 s still answers, with nobody attached to the browser',
  { timeout: 150_000 },
  async () => {
    const profile = mkdtempSync(join(tmpdir(), 'pangda-unattached-'));
    const web = await startWeb();
    try {
      const preparing = await launch('chromium', { profile });
      await connect(preparing, models.server, 'silent-70');
      await preparing.close();
      const { url, html } = fixture('google-results');
      web.serve(url, savedPage(html));
      const shown = await watchUnattached({
        executable: (await findBrowser('chromium')) ?? '',
        extension: testBuild('chromium'),
        profile,
        web,
        url,
        isEnough: (text) => text.includes(lastWords),
        ms: 110_000,
      });
      expect(shown).toContain(lastWords);
      expect(models.server.questions()).toHaveLength(1);
      expect(models.server.questions()[0]?.aborted).toBe(false);
    } finally {
      await web.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  },
);

/** Firefox stops the background although automation is attached, so the plain way says as much. */
test.skipIf(browserUnderTest !== 'firefox')(
  'a model that is silent for 40 s still answers',
  { timeout: 150_000 },
  async () => {
    const browser = await launch('firefox');
    try {
      await connect(browser, models.server, 'silent-40');
      const tab = await openFixture(browser, 'google-results');
      await tab.panel.says(lastWords, 110_000);
      expect(models.server.questions()).toHaveLength(1);
    } finally {
      await browser.close();
    }
  },
);
