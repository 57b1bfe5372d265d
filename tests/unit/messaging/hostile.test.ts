import { expect, test } from 'vitest';
import type { Runtime } from 'webextension-polyfill';
import {
  readAnswerRequest,
  readListenRequest,
  readSpeakRequest,
  requestReaders,
} from '../../../lib/messaging/readers.ts';
import type { CallHandlers } from '../../../lib/messaging/serve-calls.ts';
import { hostileMessages } from '../../fixtures/hostile/messages.ts';

type Listener = (message: unknown, sender: Runtime.MessageSender) => Promise<{ reply?: unknown }> | undefined;

/** The browser, as far as the background's ear uses it; the polyfill takes what is there for it. */
const listeners: Listener[] = [];
const runtime = {
  id: 'pangda',
  getURL: (path: string) => `chrome-extension://pangda${path}`,
  onMessage: { addListener: (listener: Listener) => listeners.push(listener) },
};
Object.assign(globalThis, { browser: { runtime }, chrome: { runtime } });
const { serveCalls } = await import('../../../lib/messaging/serve-calls.ts');

const messages = hostileMessages(1, 10_000);
const sender = { id: 'pangda', url: 'https://www.google.com/search?q=x' };

test('of 10,000 messages from a page none throws, and no call of the settings or the ledger is heard', async () => {
  const heard: { name: string; request: unknown }[] = [];
  const names = Object.keys(requestReaders);
  const handlers = Object.fromEntries(
    names.map((name) => [name, async (request: unknown) => void heard.push({ name, request })]),
  );
  serveCalls(requestReaders, handlers as unknown as CallHandlers);
  const [listener] = listeners;
  if (!listener) throw new Error('nobody listens');
  const said = messages.flatMap((message) => ('call' in message ? [message.call] : []));
  const replies = await Promise.all(said.map((message) => listener(message, sender)));

  const reached = new Set(heard.map(({ name }) => name));
  expect([...reached].filter((name) => !/^(surface|voice)\./.test(name))).toEqual([]);
  expect(reached.size).toBe(names.filter((name) => /^(surface|voice)\./.test(name)).length); // right ones are heard
  expect(heard.length).toBeLessThan(said.length / 2);
  expect(replies.filter((reply) => reply?.reply !== undefined)).toEqual([]);
  // The same call is heard from a page of our own.
  await listener(
    { call: 'ledger.delete', request: { doomed: { kind: 'all' } } },
    { id: 'pangda', url: 'chrome-extension://pangda/ledger.html' },
  );
  expect(heard.at(-1)?.name).toBe('ledger.delete');
  // And none from another extension.
  expect(listener({ call: 'surface.settings', request: {} }, { ...sender, id: 'another' })).toBeUndefined();
});

test('no reader throws, and what it lets through brings no prototype along', () => {
  const readers = Object.values({ ...requestReaders, readAnswerRequest, readListenRequest, readSpeakRequest });
  let accepted = 0;
  for (const [index, message] of messages.entries()) {
    const said = 'call' in message ? message.call : message.first;
    const request = (said as { request?: unknown } | null)?.request;
    for (const turn of [0, 13, 26]) {
      const known = readers[(index + turn) % readers.length]?.(request);
      if (known !== undefined) accepted++;
      if (known !== undefined) expect(Object.hasOwn(known, '__proto__')).toBe(false);
    }
  }
  expect(accepted).toBeGreaterThan(100);
  expect(Object.keys(Object.prototype)).toEqual([]);
});
