import { describe, expect, test, vi } from 'vitest';
import { builtIn, type Connection } from '../../../lib/model/connection.ts';
import type { Message } from '../../../lib/model/conversation.ts';
import { errorData } from '../../../lib/model/errors.ts';
import {
  type BrowserModel,
  type BuiltInOptions,
  builtInProvider,
  isOffered,
  prepareBuiltIn,
  testBuiltIn,
} from '../../../lib/providers/built-in.ts';

const connection: Connection = { id: 'b', name: 'b', preset: builtIn.preset, baseUrl: builtIn.baseUrl, model: '' };
const never = new AbortController().signal;

/** A browser's model as the Prompt API has it: `reply` says, or throws, what comes of a question. */
function fakeModel(reply: (question: string) => string[], availability = 'available') {
  const seen = { created: [] as Parameters<BrowserModel['create']>[0][], destroyed: 0 };
  const model: BrowserModel = {
    availability: async () => availability as 'available',
    async create(options) {
      seen.created.push(options);
      if (availability === 'unavailable') throw new DOMException('no', 'NotSupportedError');
      return {
        promptStreaming: (question, { signal }) => {
          const pieces = reply(question);
          return new ReadableStream<string>({
            pull(controller) {
              const piece = pieces.shift();
              if (signal.aborted) controller.error(new DOMException('stopped', 'AbortError'));
              else if (piece === undefined) controller.close();
              else controller.enqueue(piece);
            },
          });
        },
        destroy: () => void seen.destroyed++,
      };
    },
  };
  return { model, seen };
}

const chinese = (question: string): string[] => (/首都/.test(question) ? ['中国的首都', '是北京。'] : ['天是蓝的。']);
const english = (): string[] => ['The capital of ', 'China is Beijing 北京.'];

async function gather(
  model: BrowserModel | undefined,
  messages: Message[],
  options: BuiltInOptions = {},
  signal = never,
) {
  const types: string[] = [];
  let text = '';
  try {
    for await (const event of builtInProvider(connection, model, options).stream({ messages }, signal)) {
      types.push(event.type);
      if (event.type === 'text') text += event.text;
    }
    return { text, types, error: undefined };
  } catch (thrown) {
    return { text, types, error: errorData(thrown) };
  }
}

const asked = (content: string): Message[] => [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content },
];

test('text comes piece by piece, and the session is given back', async () => {
  const { model, seen } = fakeModel(english);
  expect(await gather(model, asked('What?'))).toMatchObject({
    types: ['sending', 'text', 'text', 'end'],
    error: undefined,
  });
  expect(seen.created[0]?.initialPrompts).toEqual([{ role: 'system', content: 'Be brief.' }]);
  expect(seen.destroyed).toBe(1);
});

describe('Chinese', () => {
  test('is answered after the self-test, whose result is told', async () => {
    const told: boolean[] = [];
    const { model, seen } = fakeModel(chinese);
    const { text } = await gather(model, asked('天是什么颜色'), { onChecked: (result) => told.push(result) });
    expect([text, told, seen.created.length]).toEqual(['天是蓝的。', [true], 2]);
  });

  test('is not answered by a model that answers in English', async () => {
    const told: boolean[] = [];
    const { error } = await gather(fakeModel(english).model, asked('天是什么颜色'), {
      onChecked: (result) => told.push(result),
    });
    expect([error?.code, told]).toEqual(['noChinese', [false]]);
  });

  test('is not answered by a model that knows the language and not the answer', async () => {
    const { model } = fakeModel(() => ['中国的首都是上海。']);
    expect((await gather(model, asked('天是什么颜色'))).error?.code).toBe('noChinese');
  });

  test('is not answered by a model whose browser refuses the language', async () => {
    const { model } = fakeModel(() => {
      throw new DOMException('language', 'NotSupportedError');
    });
    expect((await gather(model, asked('天是什么颜色'))).error?.code).toBe('noChinese');
  });

  test('is not given up for a model that only cannot be started now', async () => {
    const told: boolean[] = [];
    const { model } = fakeModel(chinese, 'unavailable');
    const { error } = await gather(model, asked('天是什么颜色'), { onChecked: (result) => told.push(result) });
    expect([error?.code, told]).toEqual(['noModel', []]);
  });

  test('is not tested again once that is known', async () => {
    const { model, seen } = fakeModel(chinese);
    await gather(model, asked('天是什么颜色'), { speaksChinese: true });
    expect(seen.created).toHaveLength(1);
    expect((await gather(model, asked('天是什么颜色'), { speaksChinese: false })).error?.code).toBe('noChinese');
    expect(seen.created).toHaveLength(1);
  });

  test('does not stand in the way of English', async () => {
    expect((await gather(fakeModel(english).model, asked('Why?'), { speaksChinese: false })).error).toBeUndefined();
  });
});

test('an abort ends it quietly and gives everything back', async () => {
  const { model, seen } = fakeModel(english);
  const stop = new AbortController();
  const types: string[] = [];
  for await (const event of builtInProvider(connection, model).stream({ messages: asked('Why?') }, stop.signal)) {
    types.push(event.type);
    if (event.type === 'text') stop.abort();
  }
  expect(types).toEqual(['sending', 'text']);
  expect(seen.destroyed).toBe(1);
});

test.each([
  ['QuotaExceededError', 'tooLong'],
  ['NotAllowedError', 'noModel'],
  ['OperationError', 'serverFailed'],
  ['SomethingNewError', 'serverFailed'],
])('%s is told as %s', async (name, code) => {
  const { model } = fakeModel(() => {
    throw new DOMException('why', name);
  });
  expect((await gather(model, asked('Why?'))).error).toMatchObject({ code, host: 'built-in' });
});

test('an answer without a word is an error', async () => {
  expect((await gather(fakeModel(() => ['']).model, asked('Why?'))).error?.code).toBe('emptyReply');
});

test('a browser without a model says so', async () => {
  expect((await gather(undefined, asked('Why?'))).error?.code).toBe('noModel');
  expect(await isOffered(undefined)).toBe(false);
  expect(await prepareBuiltIn(undefined, () => {})).toBe(false);
});

test('it is offered unless unavailable', async () => {
  const states = ['unavailable', 'downloadable', 'downloading', 'available'];
  const offered = await Promise.all(states.map((state) => isOffered(fakeModel(english, state).model)));
  expect(offered).toEqual([false, true, true, true]);
});

test.each([
  ['downloadable', [0.25, 1]],
  ['available', []],
])('of a model that is %s the download is told as %j', async (availability, told) => {
  const { model } = fakeModel(english, availability);
  const shares: number[] = [];
  const create: BrowserModel['create'] = async (options) => {
    const target = new EventTarget();
    options.monitor?.(target);
    await Promise.resolve();
    for (const loaded of [0.25, 1]) target.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded }));
    return model.create(options);
  };
  expect(await prepareBuiltIn({ ...model, create }, (share) => shares.push(share))).toBe(true);
  expect(shares).toEqual(told);
});

test('its test tells whether it speaks Chinese', async () => {
  expect(await testBuiltIn(fakeModel(chinese).model, never)).toMatchObject({ speaksChinese: true });
  expect(await testBuiltIn(fakeModel(english).model, never)).toMatchObject({ speaksChinese: false });
});

describe('a browser that says nothing', () => {
  const silent = new Promise<never>(() => {});
  const timers = { slowFirstMs: 20, gapMs: 20 };

  test('before there is a session, is given up, and a session that comes too late is given back', async () => {
    const { model, seen } = fakeModel(english);
    const late = Promise.withResolvers<void>();
    const create = model.create.bind(model);
    model.create = (options) => late.promise.then(() => create(options));
    expect((await gather(model, asked('Why?'), { timers })).error).toMatchObject({ code: 'timeout', host: 'built-in' });
    late.resolve();
    await expect.poll(() => [seen.created.length, seen.destroyed]).toEqual([1, 1]);
  });

  test('half-way, is given up, and what it said is kept', async () => {
    const { model, seen } = fakeModel(english);
    const create = model.create.bind(model);
    model.create = async (options) => ({
      ...(await create(options)),
      promptStreaming: () => new ReadableStream({ start: (to) => to.enqueue('The sky '), pull: () => silent }),
    });
    const { text, error } = await gather(model, asked('Why?'), { timers });
    expect([text, error?.code, seen.destroyed]).toEqual(['The sky ', 'stalled', 1]);
  });

  test('is stopped at once', async () => {
    const { model } = fakeModel(english);
    model.create = () => silent;
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 10);
    expect(await gather(model, asked('Why?'), {}, stop.signal)).toMatchObject({ types: ['sending'], error: undefined });
  });

  test('about what it has, offers nothing', async () => {
    vi.useFakeTimers();
    const { model } = fakeModel(english);
    model.availability = () => silent;
    const offered = isOffered(model);
    await vi.runAllTimersAsync();
    expect(await offered).toBe(false);
    vi.useRealTimers();
  });
});
