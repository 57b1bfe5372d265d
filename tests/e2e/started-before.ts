import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { launch } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Profile of the browser that a test's may be a copy of. */
    template: string | undefined;
  }
}

/**
 * Before all files of a browser: the extension is started once, in a profile that those which share a browser among their
 * tests begin with copies of. In a new profile Chromium tells what an administrator has set only after three seconds (seen
 * in 156), which each of them would wait for; Firefox takes half as long again to start.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  const template = mkdtempSync(join(tmpdir(), 'pangda-template-'));
  const name = project.name === 'firefox' ? 'firefox' : 'chromium';
  const browser = await launch(name, { profile: template });
  const tab = await browser.openExtension('how.html');
  if (name === 'chromium')
    await tab.evaluate(() => (globalThis as unknown as { chrome: Chrome }).chrome.storage.managed.get());
  await browser.close();
  project.provide('template', template);
  return () => rmSync(template, { recursive: true, force: true, maxRetries: 5 });
}

/** As much of the browser as is asked. */
interface Chrome {
  storage: { managed: { get(): Promise<object> } };
}
