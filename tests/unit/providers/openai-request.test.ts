import { expect, test } from 'vitest';
import { openAIProvider } from '../../../lib/providers/openai.ts';
import { gather, key, modelServer, never } from './asking.ts';

const models = modelServer();

test('sends nothing but what is needed', async () => {
  await gather(models.ask('echo', {}, never, { headers: { 'x-team': 'a' } }));
  const [request] = models.requests();
  expect(request?.headers).toMatchObject({
    authorization: `Bearer ${key}`,
    'x-team': 'a',
    'content-type': 'application/json',
  });
  expect(Object.keys(request?.headers ?? {}).filter((name) => /stainless|cookie|referer|openai/.test(name))).toEqual(
    [],
  );
  expect(request?.path).toBe('/v1/chat/completions');
});

test('sends no authorization without a key', async () => {
  await gather(openAIProvider(models.to('echo'), '').stream({ messages: [{ role: 'user', content: 'a' }] }, never));
  expect(models.requests()[0]?.headers).not.toHaveProperty('authorization');
});

test('a refused parameter is dropped, told, and not sent again by who remembers it', async () => {
  const refused: string[] = [];
  expect((await gather(models.ask('no-temperature', { onUnsupported: (name) => refused.push(name) }))).text).toBe(
    '没有温度。',
  );
  expect([refused, models.requests().length]).toEqual([['temperature'], 2]);

  models.requests().splice(0);
  await gather(models.ask('no-temperature', { unsupported: refused }));
  expect(models.requests().length).toBe(1);
});

test('plain http to a public host is refused before anything is sent', async () => {
  expect((await gather(models.ask('echo', {}, never, { baseUrl: 'http://api.example.org/v1' }))).error?.code).toBe(
    'badAddress',
  );
});

test('a key with a letter no header takes is a bad key', async () => {
  const provider = openAIProvider(models.to('echo'), '密钥 sk-1');
  const { error } = await gather(provider.stream({ messages: [] }, never));
  expect([error?.code, models.requests().length]).toEqual(['badKey', 0]);
});

test('Azure gets its key in its own header', async () => {
  const seen: Headers[] = [];
  const fetch = async (_: unknown, init?: RequestInit) => {
    seen.push(new Headers(init?.headers));
    return new Response('data: [DONE]\n\n');
  };
  await gather(
    models.ask('echo', { fetch, maxRequests: 1 }, never, { baseUrl: 'https://me.openai.azure.com/openai/v1' }),
  );
  expect([seen[0]?.get('api-key'), seen[0]?.has('authorization')]).toEqual([key, false]);
});

test("Azure's version of its interface stays behind the path, whatever the deployment", async () => {
  const asked: string[] = [];
  const fetch = async (address: unknown) => {
    asked.push(String(address));
    return new Response('data: [DONE]\n\n');
  };
  const baseUrl = 'https://me.openai.azure.com/openai/deployments/gpt?api-version=2024-10-21';
  await gather(models.ask('echo', { fetch, maxRequests: 1 }, never, { baseUrl }));
  expect(asked).toEqual(['https://me.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-10-21']);
});

test('organisation and project travel in the headers of OpenAI', async () => {
  await gather(models.ask('echo', {}, never, { organization: 'org-1', project: 'proj-1' }));
  expect(models.requests()[0]?.headers).toMatchObject({ 'openai-organization': 'org-1', 'openai-project': 'proj-1' });
});
