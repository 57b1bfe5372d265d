import { expect, test } from 'vitest';
import { testConnection } from '../../../lib/providers/test.ts';
import { startModelServer } from '../../fakes/model-server.ts';
import { key, modelServer, never } from './asking.ts';

const models = modelServer();

test('reports the time, the model and the list', async () => {
  const report = await testConnection(models.to('echo'), key, never);
  expect(report).toEqual({
    latencyMs: expect.any(Number),
    model: 'echo',
    models: ['echo', 'think', 'markdown'],
    baseUrl: `${models.url()}/v1`,
  });
});

test('finds /v1 where it was left out', async () => {
  expect((await testConnection(models.to('echo', { baseUrl: models.url() }), key, never)).baseUrl).toBe(
    `${models.url()}/v1`,
  );
});

test('is a question, so a server that only refuses questions fails it', async () => {
  const ollama = await startModelServer({ refuseOrigins: true });
  // Node adds no Origin by itself; a browser's background does.
  const fetch: typeof globalThis.fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('origin', 'chrome-extension://abc');
    return globalThis.fetch(input, { ...init, headers });
  };
  const tested = testConnection(models.to('echo', { baseUrl: `${ollama.url}/v1` }), key, never, fetch);
  await expect(tested).rejects.toMatchObject({ code: 'refusedOrigin' });
  await ollama.close();
});

test('asks once, and a budget spent on thinking is a working connection', async () => {
  await expect(testConnection(models.to('status-500'), key, never)).rejects.toMatchObject({ code: 'serverFailed' });
  expect(models.questions().length).toBe(1);
  expect((await testConnection(models.to('only-thinking'), key, never)).model).toBe('only-thinking');
});
