import { expect, test } from 'vitest';
import { type Ask, createChat } from '../../../lib/chat/chat.ts';
import type { AnswerEvent } from '../../../lib/model/answer.ts';
import type { AnswerRequest } from '../../../lib/model/conversation.ts';
import { AppError } from '../../../lib/model/errors.ts';
import { last, page, says, settled } from './tell.ts';

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
  await settled();
  chat.askFor('draft');
  await settled();
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
  await settled();
  expect(requests[0]).toMatchObject({ ...preview, mode: 'creative', without: [2] });
});

test('a new page forgets which sources were taken out', async () => {
  const chat = createChat(says('好'));
  chat.show(page('多高', 3));
  chat.choose({ without: [2] });
  chat.show(page('多远', 3));
  expect(chat.getState().without).toBeUndefined();
});

test('asked twice, both answers are there and can be swapped', async () => {
  let count = 0;
  const { ask, requests } = remembering(() => [{ type: 'text', text: `第${++count}个` }]);
  const chat = createChat(ask);
  chat.ask('问');
  await settled();
  chat.askAgain(last(chat)?.id ?? '');
  await settled();
  expect(last(chat)).toMatchObject({ text: '第1个', second: { text: '第2个', status: 'done' } });
  expect(requests[1]).toMatchObject({ fresh: true, draw: 1 });
  expect(requests[1]?.id).not.toBe(requests[0]?.id);
  chat.keepSecond(last(chat)?.id ?? '');
  expect(last(chat)).toMatchObject({ text: '第2个', second: { text: '第1个' } });
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
  await settled();
  chat.askOpinion(last(chat)?.id ?? '');
  await settled();
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
  await settled();
  fails = true;
  chat.askAgain(last(chat)?.id ?? '');
  await settled();
  expect(last(chat)).toMatchObject({
    text: '好',
    status: 'done',
    second: { status: 'failed', error: { code: 'network' } },
  });
});
