import { afterAll, beforeAll } from 'vitest';
import { type ModelServer, startModelServer } from '../fakes/model-server.ts';
import type { Browser } from './browser.ts';
import type { Tab } from './tab.ts';

/** A key no test may find anywhere but in a request to the model. */
export const key = 'sk-test-0123456789abcdef';

/** A scripted model server for all tests of a file. */
export function sharedModelServer(): { readonly server: ModelServer } {
  let server: ModelServer | undefined;
  beforeAll(async () => {
    server = await startModelServer();
  });
  afterAll(() => server?.close());
  return {
    get server() {
      if (!server) throw new Error('The model server is there in tests only, not while they are collected.');
      return server;
    },
  };
}

/** Connects a model as a user does: through the form of the options page. A second call changes the first connection. */
export async function connect(browser: Browser, server: ModelServer, model: string, itsKey = key): Promise<void> {
  const { page, raw } = await browser.openExtension('options.html');
  await page.find({ css: 'button', says: 'Other (OpenAI-compatible)' });
  if ((await page.count('.pd-connection')) > 0) {
    await page.click({ css: '.pd-connection button', says: 'Edit' });
  } else {
    await page.click({ css: 'button', says: 'Other (OpenAI-compatible)' });
    await page.fill('input[name=name]', 'Scripted');
    await page.fill('input[name=baseUrl]', `${server.url}/v1`);
    await page.fill('input[name=key]', itsKey);
  }
  await page.fill('input[name=model]', model);
  await page.click({ css: 'button[type=submit]', says: 'Save' });
  await page.says('Saved.');
  await raw.close();
}

/** The messages of a request, as the server saw them. */
export interface SeenMessage {
  role: string;
  content: string;
}

export const messagesOf = (request: { body: unknown } | undefined): SeenMessage[] =>
  (request?.body as { messages?: SeenMessage[] } | undefined)?.messages ?? [];

/** Waits until the panel's last answer has come to an end, however. */
export async function ended(tab: Tab, how: 'done' | 'stopped' | 'failed' = 'done', ms?: number): Promise<void> {
  const hasEnded = async () => {
    const last = (await tab.panel.probe('article'))?.attributes.at(-1);
    return last?.['data-status'] === how || undefined;
  };
  await tab.panel.until(`the answer is ${how}`, hasEnded, ms);
}
