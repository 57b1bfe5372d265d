import { afterEach, expect, test, vi } from 'vitest';
import { partsInBackground } from '../../../lib/parts/in-background.ts';
import { offer } from '../../../lib/parts/in-tab.ts';

const all = ['/openai.js', '/checking.js', '/talk.js'];

/** A worker as far as it matters here: `importScripts` runs what a part's file would. */
function worker() {
  const read: string[] = [];
  let install = () => {};
  vi.stubGlobal('importScripts', (url: string) => {
    read.push(url);
    if (url === '/talk.js') offer({ talk: {} as never }); // what it is does not matter
  });
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => {
    if (type === 'install') install = listener;
  });
  return { read, install: () => install() };
}

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(globalThis, Symbol.for('pangda.parts'));
});

test('a worker that starts reads no part; one that is installed reads all, which it may then read again', () => {
  const { read, install } = worker();
  partsInBackground();
  expect(read).toEqual([]);
  install();
  expect(read).toEqual(all);
});

test('a part is read when it is first wanted, once', async () => {
  const { read } = worker();
  const parts = partsInBackground();
  expect(parts.now('talk')).toBeUndefined();
  await Promise.all([parts.load('talk'), parts.load('talk')]);
  await parts.load('talk');
  expect(read).toEqual(['/talk.js']);
  expect(parts.now('talk')).toBeDefined();
});

test('a part whose file does not bring it is an error, and is asked for again', async () => {
  const { read } = worker();
  const parts = partsInBackground();
  await expect(parts.load('checking')).rejects.toThrow('checking');
  await expect(parts.load('checking')).rejects.toThrow('checking');
  expect(read).toEqual(['/checking.js', '/checking.js']);
});

test('the policy makes scripts of these files and of no other', () => {
  const rules: { createScriptURL(url: string): string }[] = [];
  worker();
  vi.stubGlobal('trustedTypes', {
    createPolicy: (_: string, given: { createScriptURL(url: string): string }) => {
      rules.push(given);
      return given;
    },
  });
  partsInBackground();
  expect([...all, '/other.js', 'https://example.org/a.js'].map((url) => rules[0]?.createScriptURL(url))).toEqual([
    ...all,
    '',
    '',
  ]);
});
