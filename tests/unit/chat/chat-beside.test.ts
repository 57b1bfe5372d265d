import { expect, test } from 'vitest';
import { type Ask, createChat } from '../../../lib/chat/chat.ts';
import { isByAnother } from '../../../lib/chat/turn.ts';
import type { AnswerEvent } from '../../../lib/model/answer.ts';
import type { AnswerRequest } from '../../../lib/model/conversation.ts';
import { AppError } from '../../../lib/model/errors.ts';
import { soon } from '../soon.ts';
import { last, page, says } from './tell.ts';

/** Asks and remembers what it was asked. */
function remembering(answer: (request: AnswerRequest) => AnswerEvent[]): { ask: Ask; requests: AnswerRequest[] } {
  const requests: AnswerRequest[] = [];
  return {
    requests,
    ask: async function* (request) {
      requests.push(request);
      yield* answer(request);
      yield { type: 'end', reason: 'complete' };
    },
  };
}

test('a question asked for a draft keeps its positions on the shelf, and asks for neither again', async () => {
  const { ask, requests } = remembering(({ task }) => [{ type: 'text', text: `${task ?? 'analysis'} 的回答` }]);
  const chat = createChat(ask);
  chat.show({ ...page('值得吗', 2), kind: 'question' });
  chat.ask('值得吗');
  await soon();
  chat.askFor('draft');
  await soon();
  expect(last(chat)).toMatchObject({ text: 'draft 的回答', task: 'draft' });
  chat.askFor('analysis');
  expect(last(chat)?.text).toBe('analysis 的回答');
  chat.askFor('draft');
  expect(last(chat)?.text).toBe('draft 的回答');
  expect(requests.map(({ task }) => task)).toEqual([undefined, 'draft']);
});

test('what is previewed is what is then asked', async () => {
  const { ask, requests } = remembering(() => [{ type: 'text', text: '好' }]);
  const chat = createChat(ask);
  chat.show(page('多高', 3));
  chat.choose({ mode: 'creative', without: [2] });
  const preview = chat.preview('多高');
  chat.ask('多高');
  await soon();
  expect(requests[0]).toMatchObject({ ...preview, mode: 'creative', without: [2] });
});

test('a new page forgets which sources were taken out', async () => {
  const chat = createChat(says('好'));
  chat.show(page('多高', 3));
  chat.choose({ without: [2] });
  chat.show(page('多远', 3));
  expect(chat.getState().without).toBeUndefined();
});

test('a second answer told to its end is whole, though the background ends; one that was not has failed', async () => {
  let isWhole = true;
  const chat = createChat(async function* ({ draw }) {
    yield { type: 'text', text: '好' };
    if (!draw || isWhole) yield { type: 'end', reason: 'complete' };
    if (draw) throw new AppError('disconnected');
  });
  chat.ask('多高');
  await soon();
  chat.askAgain(last(chat)?.id ?? '');
  await soon();
  expect(last(chat)?.second).toMatchObject({ text: '好', status: 'done' });
  isWhole = false;
  chat.askAgain(last(chat)?.id ?? '');
  await soon();
  expect(last(chat)?.second).toMatchObject({ text: '好', status: 'failed', error: { code: 'disconnected' } });
});

test('asked twice, both answers are there and can be swapped', async () => {
  let count = 0;
  const { ask, requests } = remembering(() => [{ type: 'text', text: `第${++count}个` }]);
  const chat = createChat(ask);
  chat.ask('问');
  await soon();
  chat.askAgain(last(chat)?.id ?? '');
  await soon();
  expect(last(chat)).toMatchObject({ text: '第1个', second: { text: '第2个', status: 'done' } });
  expect(requests[1]).toMatchObject({ fresh: true, draw: 1 });
  expect(requests[1]?.id).not.toBe(requests[0]?.id);
  chat.keepSecond(last(chat)?.id ?? '');
  expect(last(chat)).toMatchObject({ text: '第2个', second: { text: '第1个' } });
});

/** Answers by the name of the connection that is asked; one called `broken` fails. */
const byName = () =>
  remembering(({ connectionId = 'one', question }) => {
    const author = { kind: 'model' as const, connectionId, name: connectionId, model: 'm', host: 'h' };
    if (connectionId === 'broken') throw new AppError('network');
    return [
      { type: 'author', author },
      { type: 'text', text: `${connectionId}: ${question}` },
    ];
  });

test('asked anew of another model, the old answer stands beside the new one, each with its author', async () => {
  const { ask, requests } = byName();
  const chat = createChat(ask);
  chat.show(page('多高', 3));
  chat.ask('多高');
  await soon();
  const first = last(chat);
  expect(first && [isByAnother(first, 'one'), isByAnother(first, 'two')]).toEqual([false, true]);
  chat.show({ ...page('多高', 1) });
  chat.connect('two');
  chat.askAnew(first?.id ?? '');
  await soon();
  expect(requests[1]).toMatchObject({ connectionId: 'two', fresh: true, history: [] });
  // The new answer is to be compared with the old one, so it is from the same sources.
  expect(requests[1]?.page?.sources).toHaveLength(3);
  expect(chat.getState().turns).toHaveLength(1);
  expect(last(chat)).toMatchObject({
    text: 'two: 多高',
    author: { name: 'two' },
    second: { text: 'one: 多高', author: { name: 'one' }, runId: first?.id },
  });
  chat.keepSecond(last(chat)?.id ?? '');
  expect(last(chat)).toMatchObject({
    text: 'one: 多高',
    author: { name: 'one' },
    runId: first?.id,
    second: { text: 'two: 多高', author: { name: 'two' } },
  });
});

test('when the other model fails, the old answer can be put back, and asking it once more loses nothing', async () => {
  const { ask } = byName();
  const chat = createChat(ask);
  chat.ask('多高');
  await soon();
  chat.connect('broken');
  chat.askAnew(last(chat)?.id ?? '');
  await soon();
  chat.retry(last(chat)?.id ?? '');
  await soon();
  expect(last(chat)).toMatchObject({ status: 'failed', text: '', second: { text: 'one: 多高' } });
  chat.keepSecond(last(chat)?.id ?? '');
  expect(last(chat)).toMatchObject({ status: 'done', text: 'one: 多高', author: { name: 'one' } });
  expect(last(chat)).not.toHaveProperty('second');
  expect(last(chat)?.error).toBeUndefined();
});

test('a reader who comes back while the other model answers finds the old answer still beside it', async () => {
  const { ask } = byName();
  const chat = createChat(ask);
  chat.ask('多高');
  await soon();
  const [turn] = chat.getState().turns;
  if (!turn) throw new Error('nothing was asked');
  const old = { runId: 'old', status: 'done' as const, text: '旧的', checks: [] };
  chat.restore({ turns: [{ ...turn, status: 'streaming', text: '', second: old }] });
  chat.resume();
  await soon();
  expect(last(chat)).toMatchObject({ status: 'done', text: 'one: 多高', second: old });
});

test("a model's opinion stands beside the checks and changes no verdict", async () => {
  const check = {
    start: 0,
    end: 3,
    sources: [1],
    badNumbers: [],
    verdict: 'notFound' as const,
    evidence: [],
    missing: { numbers: [], names: [], changed: [] },
  };
  const { ask, requests } = remembering(({ opinionOn }) =>
    opinionOn
      ? [{ type: 'text', text: '1 yes' }]
      : [
          { type: 'text', text: '一句。' },
          { type: 'check', check },
        ],
  );
  const chat = createChat(ask);
  chat.show(page('问', 1));
  chat.ask('问');
  await soon();
  chat.askOpinion(last(chat)?.id ?? '');
  await soon();
  expect(requests[1]?.opinionOn).toEqual([{ sentence: '一句。', source: 't\nx' }]);
  expect(last(chat)?.checks?.[0]).toMatchObject({ verdict: 'notFound', opinion: 'supported' });
});

test('a side request that fails leaves the answer as it is', async () => {
  let fails = false;
  const chat = createChat(async function* () {
    if (fails) throw new AppError('network');
    yield { type: 'text', text: '好' };
    yield { type: 'end', reason: 'complete' };
  });
  chat.ask('问');
  await soon();
  fails = true;
  chat.askAgain(last(chat)?.id ?? '');
  await soon();
  expect(last(chat)).toMatchObject({
    text: '好',
    status: 'done',
    second: { status: 'failed', error: { code: 'network' } },
  });
});
