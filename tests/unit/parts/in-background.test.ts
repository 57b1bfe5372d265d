import { afterEach, expect, test, vi } from 'vitest';
import { offer } from '../../../lib/parts/in-tab.ts';

/** What each start reads before it goes on, and the parts that come later. */
const first = ['/texts.js', '/own.js'];
const parts = ['/openai.js', '/checking.js', '/commands.js', '/talk.js'];

/** A worker as far as it matters here: `importScripts` runs what a part's file would. */
async function worker() {
  const read: string[] = [];
  let install = () => {};
  vi.stubGlobal('importScripts', (url: string) => {
    read.push(url);
    if (url === '/talk.js') offer({ talk: {} as never }); // what it is does not matter
  });
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => {
    if (type === 'install') install = listener;
  });
  vi.resetModules(); // the background's first module looks where it is as it starts
  const { partsInBackground } = await import('../../../lib/parts/in-background.ts');
  return { read, install: () => install(), partsInBackground };
}

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(globalThis, Symbol.for('pangda.parts'));
});

test('a worker that starts reads what it is made of, and no part; one that is installed reads all, which it may then read again', async () => {
  const { read, install, partsInBackground } = await worker();
  partsInBackground();
  expect(read).toEqual(first);
  install();
  expect(read).toEqual([...first, ...parts]);
});

test('a part is read when it is first wanted, once, behind what it takes from', async () => {
  const { read, partsInBackground } = await worker();
  const own = partsInBackground();
  expect(own.now('talk')).toBeUndefined();
  await Promise.all([own.load('talk'), own.load('talk')]);
  await own.load('talk');
  expect(read).toEqual([...first, '/commands.js', '/talk.js']);
  expect(own.now('talk')).toBeDefined();
});

test('a part whose file does not bring it is an error, and is asked for again', async () => {
  const { read, partsInBackground } = await worker();
  const own = partsInBackground();
  await expect(own.load('checking')).rejects.toThrow('checking');
  await expect(own.load('checking')).rejects.toThrow('checking');
  expect(read).toEqual([...first, '/checking.js', '/checking.js']);
});

test('the policy makes scripts of these files and of no other', async () => {
  const rules: { createScriptURL(url: string): string }[] = [];
  vi.stubGlobal('trustedTypes', {
    createPolicy: (_: string, given: { createScriptURL(url: string): string }) => {
      rules.push(given);
      return given;
    },
  });
  const { partsInBackground } = await worker();
  partsInBackground();
  expect(rules).toHaveLength(1); // a policy cannot be made twice
  const asked = [...first, ...parts, '/other.js', 'https://example.org/a.js'];
  expect(asked.map((url) => rules[0]?.createScriptURL(url))).toEqual([...first, ...parts, '', '']);
});
