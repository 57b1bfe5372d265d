import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, browserUnderTest, launch, testBuild } from './browser.ts';

const isFirefox = browserUnderTest === 'firefox';

/** Chromium's id of an extension without a key: of its folder's path, in the letters a to p. */
const idOf = (folder: string): string =>
  createHash('sha256')
    .update(folder)
    .digest('hex')
    .slice(0, 32)
    .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));

const policy = {
  connections: [{ name: 'School model', baseUrl: 'http://127.0.0.1:9/v1', model: 'qwen', service: 'vllm' }],
  allowOwnConnections: false,
  settings: { masks: true, sites: { zhihu: false } },
  defaults: { mode: 'click' },
};

/** Where this browser looks for a policy of this extension alone, and what is written there. */
const [file, written] = isFirefox
  ? [
      join(homedir(), '.mozilla/managed-storage/pangda@pangda.dev.json'),
      { name: 'pangda@pangda.dev', description: 'test', type: 'storage', data: policy },
    ]
  : [
      '/etc/chromium/policies/managed/pangda-test.json',
      { '3rdparty': { extensions: { [idOf(testBuild('chromium'))]: policy } } },
    ];

/** It writes where the system's administrator does. */
const mayRun = process.env.PANGDA_LONG && process.platform === 'linux' && process.getuid?.() === 0;

describe.skipIf(!mayRun)("an organisation's policy", () => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(written));
    browser = await launch(browserUnderTest);
  });
  afterAll(async () => {
    rmSync(file, { force: true });
    await browser?.close();
  });

  test('shows what it has set and lets nobody change it; what it left open is free', async () => {
    const { page, raw } = (await browser?.openExtension('options.html')) ?? {};
    if (!page || !raw) throw new Error('no browser');
    await page.says('Your organisation has set some of this');
    const connections = await page.text('section[aria-labelledby=pd-connections]');
    expect(connections).toContain('School model');
    expect(connections).toContain('Your organisation allows only the models it has set.');
    expect(connections).not.toContain('DeepSeek');
    expect(await page.count('fieldset.pd-locked[disabled] input')).toBe(2);
    expect(await page.text('fieldset.pd-locked')).toMatch(/Take out what points[\s\S]*Zhihu questions/);
    await page.click({ css: '.pd-choice', says: 'Zhihu questions' });
    const zhihu = () => raw.evaluate('document.querySelectorAll("section[aria-labelledby=pd-sites] input")[2].checked');
    expect(await zhihu()).toBe(false);
    expect(
      await raw.evaluate(
        'document.querySelector("input[name=mode][checked], input[name=mode]:checked").parentElement.textContent',
      ),
    ).toContain('When I ask');
    await page.click({ css: 'section[aria-labelledby=pd-connections] button', says: 'Edit' });
    await page.find('input[name=key]');
    expect(await page.count('input[name=baseUrl]')).toBe(0);
    expect(await page.count({ css: 'button', says: 'Remove' })).toBe(0);
  });
});
