import { expect, test } from 'vitest';
import { createChat } from '../../../lib/chat/chat.ts';
import type { AnswerRequest } from '../../../lib/model/conversation.ts';
import { AppError } from '../../../lib/model/errors.ts';
import { soon } from '../soon.ts';
import { last, page, says } from './tell.ts';

test('an answer grows in its turn and ends done', async () => {
  const chat = createChat(says('高5895米'));
  chat.ask('多高');
  expect(last(chat)?.status).toBe('streaming');
  await soon();
  expect(last(chat)).toMatchObject({ question: '多高', text: '高5895米', status: 'done', end: 'complete' });
});

test('what had come stays when the stream fails', async () => {
  const chat = createChat(async function* () {
    yield { type: 'text', text: '一半' };
    throw new AppError('network', 'reset');
  });
  chat.ask('问');
  await soon();
  expect(last(chat)).toMatchObject({ text: '一半', status: 'failed', error: { code: 'network' } });
});

test('a stream that ends without saying so is shown as interrupted, not as done', async () => {
  const chat = createChat(async function* () {
    yield { type: 'text', text: '一半' };
  });
  chat.ask('问');
  await soon();
  expect(last(chat)).toMatchObject({ status: 'failed', error: { code: 'interrupted' } });
});

test('stop aborts the reader at once and keeps the text', async () => {
  let aborted = false;
  const chat = createChat(async function* (_, signal) {
    yield { type: 'text', text: '开头' };
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    aborted = true;
    yield { type: 'text', text: '不该出现' };
  });
  chat.ask('问');
  await soon();
  chat.stop();
  await soon();
  expect(aborted).toBe(true);
  expect(last(chat)).toMatchObject({ text: '开头', status: 'stopped' });
});

test('a new question on the page drops the old conversation and aborts its answer', async () => {
  const signals: AbortSignal[] = [];
  const chat = createChat(async function* (_, signal) {
    signals.push(signal);
    yield { type: 'text', text: '旧' };
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  });
  chat.show(page('旧问题'));
  chat.ask('旧问题');
  await soon();
  expect(chat.show(page('新问题'))).toBe('new');
  await soon();
  expect(signals[0]?.aborted).toBe(true);
  expect(chat.getState().turns).toEqual([]);
});

test('more sources for the same question keep the conversation', async () => {
  const chat = createChat(says('答'));
  chat.show(page('问'));
  chat.ask('问');
  await soon();
  expect(chat.show(page('问', 3))).toBe('same');
  expect(chat.getState().turns).toHaveLength(1);
  expect(chat.getState().page?.sources).toHaveLength(3);
});

test('a follow-up carries the finished turns before it, and not the failed ones without text', async () => {
  const requests: AnswerRequest[] = [];
  let fail = false;
  const chat = createChat(async function* (request, signal) {
    requests.push(request);
    if (fail) throw new AppError('network');
    yield* says(`答${requests.length}`)(request, signal);
  });
  chat.ask('一');
  await soon();
  fail = true;
  chat.ask('二');
  await soon();
  fail = false;
  chat.ask('三');
  await soon();
  expect(requests[2]?.history.map(({ question, text }) => [question, text])).toEqual([['一', '答1']]);
});

test('retry puts the new answer in the place of the old one and of those after it', async () => {
  let count = 0;
  const chat = createChat(async function* (request, signal) {
    count += 1;
    yield* says(`答${count}`)(request, signal);
  });
  chat.ask('一');
  await soon();
  chat.ask('二');
  await soon();
  const first = chat.getState().turns[0];
  chat.retry(first?.id ?? '');
  await soon();
  expect(chat.getState().turns.map(({ text }) => text)).toEqual(['答3']);
});

test('a resumed answer is told from its beginning and never asked anew', async () => {
  const requests: AnswerRequest[] = [];
  const chat = createChat(async function* (request, signal) {
    requests.push(request);
    yield* says('完整的答案')(request, signal);
  });
  const turn = {
    id: 'kept',
    runId: 'kept',
    question: '问',
    text: '完整',
    thinking: '',
    status: 'streaming' as const,
    startedMs: 0,
  };
  chat.restore({ turns: [turn] });
  chat.resume();
  await soon();
  expect(requests[0]).toMatchObject({ id: 'kept', resume: true });
  expect(last(chat)).toMatchObject({ text: '完整的答案', status: 'done' });
});

test('a resumed answer that is gone keeps the part that was shown', async () => {
  // biome-ignore lint/correctness/useYield: this background knows nothing of the answer
  const chat = createChat(async function* () {
    throw new AppError('interrupted');
  });
  const turn = {
    id: 'kept',
    runId: 'kept',
    question: '问',
    text: '一半',
    thinking: '',
    status: 'streaming' as const,
    startedMs: 0,
  };
  chat.restore({ turns: [turn] });
  chat.resume();
  await soon();
  expect(last(chat)).toMatchObject({ text: '一半', status: 'failed', error: { code: 'interrupted' } });
});

test('a cut answer goes on from its part, in the same turn, by another request', async () => {
  const requests: AnswerRequest[] = [];
  const chat = createChat(async function* (request) {
    requests.push(request);
    yield { type: 'text', text: request.part ? '后半' : '前半，' };
    if (!request.part) throw new AppError('stalled');
    yield { type: 'end', reason: 'complete' };
  });
  chat.ask('问');
  await soon();
  chat.continue(last(chat)?.id ?? '');
  await soon();
  expect(last(chat)).toMatchObject({ text: '前半，后半', status: 'done', error: undefined });
  expect(requests[1]).toMatchObject({ part: '前半，', fresh: true });
  expect(requests[1]?.id).not.toBe(requests[0]?.id);
});

test('a background that ends again and again is asked for the answer a few times, and what was shown stays', async () => {
  const requests: AnswerRequest[] = [];
  const chat = createChat(async function* (request) {
    requests.push(request);
    yield { type: 'text', text: request.resume ? '一' : '一半多' };
    throw new AppError('disconnected');
  });
  chat.ask('问');
  await new Promise((resolve) => setTimeout(resolve, 4_200));
  expect(last(chat)).toMatchObject({ text: '一半多', status: 'failed', error: { code: 'disconnected' } });
  expect(requests.map(({ resume }) => resume ?? false)).toEqual([false, true, true, true, true, true]);
});

test('an answer told to its end is whole, though the background ends before it says that nothing follows', async () => {
  const requests: AnswerRequest[] = [];
  const chat = createChat(async function* (request) {
    requests.push(request);
    yield { type: 'text', text: '全部' };
    yield { type: 'end', reason: 'complete' };
    throw new AppError('disconnected');
  });
  chat.ask('问');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(last(chat)).toMatchObject({ text: '全部', status: 'done', end: 'complete' });
  expect(last(chat)?.error).toBeUndefined();
  expect(requests).toHaveLength(1);
});

test('who asks something else while an answer that has ended is being written down does not stop it', async () => {
  const chat = createChat(async function* ({ question }, signal) {
    yield { type: 'text', text: question };
    yield { type: 'end', reason: 'complete' };
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  });
  chat.ask('一');
  await soon();
  chat.ask('二');
  await soon();
  expect(chat.getState().turns.map(({ status, end }) => [status, end])).toEqual([
    ['done', 'complete'],
    ['done', 'complete'],
  ]);
});

test('stop works after the answer was picked up from a new background', async () => {
  const reasons: unknown[] = [];
  const chat = createChat(async function* (request, signal) {
    yield { type: 'text', text: '一半' };
    if (!request.resume) throw new AppError('disconnected');
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    reasons.push(signal.reason);
  });
  chat.ask('问');
  await new Promise((resolve) => setTimeout(resolve, 200));
  chat.stop();
  await soon();
  expect(last(chat)).toMatchObject({ text: '一半', status: 'stopped' });
  expect(reasons).toEqual(['stopped']);
});

test('an answer that is picked up does not stop the one that is still read', async () => {
  const reasons: unknown[] = [];
  const chat = createChat(async function* (_, signal) {
    yield { type: 'text', text: '一' };
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    reasons.push(signal.reason);
  });
  chat.ask('问');
  await soon();
  chat.resume();
  await soon();
  expect(reasons).toEqual(['left']);
});
