import { expect, test } from 'vitest';
import { gather, modelServer, timers, until } from './asking.ts';

const models = modelServer();

test('gives text, usage and an end', async () => {
  const { text, told, seen } = await gather(models.ask('echo'));
  expect(text).toBe('你问：天为什么是蓝的');
  expect(seen.slice(-2).map(({ type }) => type)).toEqual(['usage', 'end']);
  expect(seen[0]).toMatchObject({ type: 'sending', body: { model: 'echo' } });
  expect(told[0]).toEqual({ type: 'model', model: 'echo' });
});

test('keeps thinking apart', async () => {
  const { seen, text } = await gather(models.ask('think'));
  expect(seen.filter(({ type }) => type === 'thinking').length).toBe(3);
  expect(text).toContain('想完了');
});

test('reads a whole answer where no stream came', async () => {
  expect((await gather(models.ask('json'))).text).toBe('你问：天为什么是蓝的');
});

test('an abort ends it without an error, and the server sees the line close', async () => {
  const stop = new AbortController();
  let texts = 0;
  for await (const event of models.ask('paced-1000-50', {}, stop.signal)) {
    if (event.type === 'text' && ++texts === 3) stop.abort();
  }
  expect(texts).toBe(3);
  await until(() => models.requests()[0]?.endedMs !== undefined);
  expect(models.requests()[0]?.aborted).toBe(true);
});

test('an abort before the first byte does the same', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  expect(await gather(models.ask('hang-early', {}, stop.signal))).toMatchObject({ told: [], error: undefined });
  await until(() => models.requests()[0]?.aborted === true);
});

test('an abort during a wait ends the wait', async () => {
  const stop = new AbortController();
  const startedMs = Date.now();
  for await (const event of models.ask('status-429-30', {}, stop.signal)) if (event.type === 'retrying') stop.abort();
  expect([Date.now() - startedMs < 1000, models.requests().length]).toEqual([true, 1]);
});

test('a signal aborted before asks nothing', async () => {
  await gather(models.ask('echo', {}, AbortSignal.abort()));
  expect(models.requests()).toEqual([]);
});

test('leaving the loop closes the line', async () => {
  for await (const event of models.ask('paced-1000-50')) if (event.type === 'text') break;
  await until(() => models.requests()[0]?.aborted === true);
});

test.each([
  ['reset', 'network'],
  ['hang', 'stalled'],
  ['error-midway', 'serverFailed'],
])('%s half-way keeps the text, fails as %s and is not asked again', async (model, code) => {
  const { text, error } = await gather(models.ask(model));
  expect([text, error?.code, models.requests().length]).toEqual(['说到一半', code, 1]);
});

test('a clean cut half-way is an interrupted end', async () => {
  const { text, end } = await gather(models.ask('cut'));
  expect([text, end]).toEqual(['说到一半', { type: 'end', reason: 'interrupted' }]);
});

test('keep-alives are told as waiting and do not count as words', async () => {
  const { seen, error } = await gather(
    models.ask('keepalive-30', { timers: { ...timers, firstMs: 300, slowFirstMs: 300 } }),
  );
  expect([seen.at(-1)?.type, error?.code]).toEqual(['waiting', 'timeout']);
});
