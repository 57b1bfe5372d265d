import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Connection } from '../../../lib/model/connection.ts';
import { builtIn } from '../../../lib/model/connection.ts';
import { type SynthesisRequest, synthesize } from '../../../lib/providers/synthesize.ts';

const key = 'sk-test-0123456789abcdef';
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

type Reply = (response: ServerResponse, body: Record<string, unknown>) => void;

/** A server with one answer, and what it was asked. */
async function serving(reply: Reply) {
  const asked: { path: string; headers: IncomingMessage['headers']; body: Record<string, unknown> }[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(pieces).toString());
      asked.push({ path: request.url ?? '', headers: request.headers, body });
      reply(response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const connection: Connection = {
    id: 'c',
    name: '',
    preset: 'custom',
    baseUrl: `http://127.0.0.1:${port}/v1`,
    model: '',
  };
  const say = (more: Partial<SynthesisRequest> = {}, signal = new AbortController().signal) =>
    synthesize(
      { connection, key },
      { text: '你好。', model: 'tts-1', voice: 'anna', rate: 1, format: 'wav', ...more },
      signal,
    );
  return { asked, say };
}

const sound: Reply = (response) => void response.writeHead(200, { 'content-type': 'audio/wav' }).end('RIFFsound');
const refusal =
  (status: number, message: string): Reply =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message } }));

test('the words, the voice and the key go to /audio/speech, and the sound comes back', async () => {
  const { asked, say } = await serving(sound);
  const { bytes, isAtRate } = await say();
  expect(new TextDecoder().decode(bytes)).toBe('RIFFsound');
  expect(isAtRate).toBe(true);
  expect(asked[0]?.path).toBe('/v1/audio/speech');
  expect(asked[0]?.headers.authorization).toBe(`Bearer ${key}`);
  expect(asked[0]?.body).toEqual({ model: 'tts-1', voice: 'anna', input: '你好。', response_format: 'wav' });
});

test('a rate is the service’s to keep, unless its model is known to pass over it', async () => {
  const { asked, say } = await serving(sound);
  expect((await say({ rate: 1.5 })).isAtRate).toBe(true);
  expect(asked[0]?.body.speed).toBe(1.5);
  expect((await say({ rate: 1.5, model: 'gpt-4o-mini-tts' })).isAtRate).toBe(false);
  expect(asked[1]?.body).not.toHaveProperty('speed');
});

test('no more than 4,096 characters are sent', async () => {
  const { asked, say } = await serving(sound);
  await say({ text: '字'.repeat(5_000) });
  expect(asked[0]?.body.input).toHaveLength(4_096);
});

test('a service without this route has no speech; one without the model says that', async () => {
  await expect((await serving(refusal(404, 'Not Found'))).say()).rejects.toMatchObject({ code: 'noSpeech' });
  await expect((await serving(refusal(405, 'Method Not Allowed'))).say()).rejects.toMatchObject({ code: 'noSpeech' });
  await expect((await serving(refusal(404, 'The model `tts-1` does not exist'))).say()).rejects.toMatchObject({
    code: 'noModel',
  });
});

test('refusals have their codes, and never the key', async () => {
  await expect((await serving(refusal(401, `Incorrect key ${key}`))).say()).rejects.toSatisfy(
    (error: { code: string; data: { detail: string } }) => error.code === 'badKey' && !error.data.detail.includes(key),
  );
  await expect((await serving(refusal(429, 'Too many requests'))).say()).rejects.toMatchObject({ code: 'rateLimited' });
  await expect((await serving(refusal(500, 'Oops'))).say()).rejects.toMatchObject({ code: 'serverFailed' });
});

test('a success that is no sound is an error', async () => {
  const page: Reply = (response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Hi');
  await expect((await serving(page)).say()).rejects.toMatchObject({ code: 'notAnApi' });
  await expect((await serving((response) => void response.writeHead(200).end())).say()).rejects.toMatchObject({
    code: 'emptyReply',
  });
  const carried: Reply = (response) => void response.writeHead(200).end('{"error":{"message":"quota","code":429}}');
  await expect((await serving(carried)).say()).rejects.toMatchObject({ code: 'rateLimited' });
});

test('a service that knows only the other format gets that, and is not asked twice again', async () => {
  const { asked, say } = await serving((response, body) =>
    body.response_format === 'wav'
      ? refusal(400, 'response_format must be mp3')(response, body)
      : sound(response, body),
  );
  await say();
  await say();
  expect(asked.map(({ body }) => body.response_format)).toEqual(['wav', 'mp3', 'mp3']);
});

test('nobody is asked where there is nothing but the browser’s model, nor after an abort', async () => {
  const connection: Connection = { id: 'b', name: '', preset: 'built-in', baseUrl: builtIn.baseUrl, model: '' };
  const request = { text: '', model: '', voice: '', rate: 1, format: 'wav' as const };
  const never = new AbortController().signal;
  await expect(synthesize({ connection, key: '' }, request, never)).rejects.toMatchObject({ code: 'noSpeech' });
  const { asked, say } = await serving(sound);
  await expect(say({}, AbortSignal.abort())).rejects.toBeDefined();
  expect(asked).toEqual([]);
});
