import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Connection } from '../../../lib/model/connection.ts';
import { errorData } from '../../../lib/model/errors.ts';
import { type TranscribeOptions, transcribe } from '../../../lib/providers/transcribe.ts';
import { encodeWav } from '../../../lib/voice/listening/wav.ts';
import { type SpeechServer, startSpeechServer } from '../../e2e/speech-server.ts';

const key = 'sk-test-0123456789abcdefghij';
let server: SpeechServer;
beforeAll(async () => {
  server = await startSpeechServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.forget();
  server.script.transcribeFails = undefined as never;
});

const recording = { wav: encodeWav(new Float32Array(1_600)), model: 'hears', lang: 'zh' as const };
const to = (more: Partial<Connection> = {}): Connection => ({
  id: 'c',
  name: 'c',
  preset: 'custom',
  baseUrl: `${server.url}/v1`,
  model: 'm',
  ...more,
});
const never = new AbortController().signal;
const heard = (
  more: Partial<typeof recording> & { hint?: string } = {},
  connection = to(),
  options: TranscribeOptions = {},
) => transcribe(connection, key, { ...recording, ...more }, never, options).catch((thrown) => errorData(thrown));

/** A service that answers each request in turn, without a network. */
function answering(...answers: [status: number, body: string, type?: string][]) {
  const forms: FormData[] = [];
  const fetch = (async (_: unknown, init?: RequestInit) => {
    forms.push(init?.body as FormData);
    const [status, body, type = 'application/json'] = answers[forms.length - 1] ?? [500, ''];
    return new Response(body, { status, headers: { 'content-type': type } });
  }) as typeof globalThis.fetch;
  return { fetch, forms };
}

describe('a request', () => {
  test('carries a WAV file, the model, the language, and words that steer', async () => {
    expect(await heard({ hint: '月亮' })).toBe('乞力马扎罗山有多高？');
    const [asked] = server.transcriptions;
    expect(asked).toMatchObject({
      fileName: 'speech.wav',
      fileType: 'audio/wav',
      fields: { model: 'hears', language: 'zh', prompt: '月亮 以下是普通话的句子。' },
    });
    expect(asked?.file).toHaveLength(44 + 3_200);
    expect(asked?.headers.authorization).toBe(`Bearer ${key}`);
    expect(asked?.headers.cookie).toBeUndefined();
  });

  test('carries the file and the model alone where a preset says so', async () => {
    const { fetch, forms } = answering([200, '{"text":"好"}']);
    await heard({}, to({ preset: 'siliconflow' }), { fetch });
    expect([...(forms[0]?.keys() ?? [])].sort()).toEqual(['file', 'model']);
  });

  test.each([400, 422])('goes out once more without what was refused (%i), and so from then on', async (status) => {
    const connection = to({ baseUrl: `https://refuses-${status}.example/v1` });
    const { fetch, forms } = answering(
      [status, '{"message":"unknown field"}'],
      [200, '{"text":"好"}'],
      [200, '{"text":"的"}'],
    );
    expect(await heard({}, connection, { fetch })).toBe('好');
    expect(await heard({}, connection, { fetch })).toBe('的');
    expect(forms.map((form) => form.has('language'))).toEqual([true, false, false]);
  });
});

describe('what goes wrong', () => {
  test.each([
    ['notFound', 'noRecognition', 404],
    ['badKey', 'badKey', 401],
    ['rateLimited', 'rateLimited', 429],
    ['serverFailed', 'serverFailed', 500],
    ['html', 'notAnApi', undefined],
  ] as const)('%s', async (failure, code, status) => {
    server.script.transcribeFails = failure;
    expect(await heard()).toMatchObject({ code, host: new URL(server.url).host, ...(status && { status }) });
    expect(server.transcriptions).toHaveLength(1);
  });

  test('a service that waits too long', async () => {
    server.script.transcribeFails = 'hang';
    expect(await heard({}, to(), { timeoutMs: 50 })).toMatchObject({ code: 'timeout' });
  });

  test('an error inside a success, without the key in it', async () => {
    const { fetch } = answering([
      200,
      JSON.stringify({ error: { message: `bad key ${key}`, type: 'authentication_error' } }),
    ]);
    const error = await heard({}, to(), { fetch });
    expect(error).toMatchObject({ code: 'badKey' });
    expect(JSON.stringify(error)).not.toContain(key);
  });

  test('a model that is not there is told from a path that is not', async () => {
    const { fetch } = answering([
      404,
      '{"error":{"message":"The model `hears` does not exist","code":"model_not_found"}}',
    ]);
    expect(await heard({}, to(), { fetch })).toMatchObject({ code: 'noModel' });
  });

  test('somebody who leaves is not kept waiting', async () => {
    server.script.transcribeFails = 'hang';
    const leave = new AbortController();
    const asked = transcribe(to(), key, recording, leave.signal);
    setTimeout(() => leave.abort(), 30);
    await expect(asked).rejects.toThrow();
  });
});

test('words may come as plain text, or not at all', async () => {
  expect(await heard({}, to(), { fetch: answering([200, '你好\n', 'text/plain']).fetch })).toBe('你好');
  server.script.transcribeFails = 'empty';
  expect(await heard()).toBe('');
  expect(await heard({}, to(), { fetch: answering([200, '{"ok":1}']).fetch })).toMatchObject({ code: 'badReply' });
});
