import { expect, test } from 'vitest';
import type { Connection } from '../../../lib/model/connection.ts';
import { localAdvice } from '../../../lib/options/local-advice.ts';

const to = (preset: string, baseUrl: string, more: Partial<Connection> = {}): Connection => ({
  id: 'c',
  name: 'c',
  preset,
  baseUrl,
  model: 'm',
  ...more,
});
const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const network = { code: 'network', detail: '' } as const;
const refused = { code: 'refusedOrigin', detail: '' } as const;

test.each([
  ['ollama', 'http://127.0.0.1:11434/v1', 'ollama serve'],
  ['custom', 'http://localhost:11434/v1', 'ollama serve'],
  ['lmstudio', 'http://127.0.0.1:1234/v1', 'lms server start --cors'],
  ['llamacpp', 'http://127.0.0.1:9090/v1', 'llama-server --port 9090 -m MODEL.gguf'],
])('a %s at %s that does not answer is started with %s', (preset, baseUrl, command) => {
  expect(localAdvice(to(preset, baseUrl), network, origin)).toEqual({ kind: 'notRunning', command });
});

test('of a server nobody knows there is nothing to add', () => {
  expect(localAdvice(to('custom', 'http://127.0.0.1:5000/v1'), network, origin)).toBeUndefined();
});

test('an Ollama that refuses is told exactly this extension, in Firefox the only lasting name there is', () => {
  const ollama = to('ollama', 'http://127.0.0.1:11434/v1');
  expect(localAdvice(ollama, refused, origin)).toMatchObject({ setting: `OLLAMA_ORIGINS=${origin}` });
  const firefox = 'moz-extension://0f5e3d1c-0000-4000-8000-000000000000';
  expect(localAdvice(ollama, refused, firefox)).toMatchObject({ setting: 'OLLAMA_ORIGINS=moz-extension://*' });
});

test('who asks without a name already is not offered it again', () => {
  const hidden = to('ollama', 'http://127.0.0.1:11434/v1', { withoutOrigin: true });
  const firefox = 'moz-extension://0f5e3d1c-0000-4000-8000-000000000000';
  expect(localAdvice({ ...hidden, withoutOrigin: false }, refused, firefox)).toMatchObject({ canHideOrigin: true });
  expect(localAdvice(hidden, refused, firefox)).toMatchObject({ canHideOrigin: false });
});

test('a service on the internet gets no such advice', () => {
  const far = to('openai', 'https://api.openai.com/v1');
  expect([network, refused].map((error) => localAdvice(far, error, origin))).toEqual([undefined, undefined]);
});
