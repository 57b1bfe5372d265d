import { describe, expect, test, vi } from 'vitest';
import { answer, type Circumstances, type Writer } from '../../../lib/answer/answer.ts';
import { createQueue } from '../../../lib/answer/queue.ts';
import { checksOf } from '../../../lib/grounding/checks.ts';
import type { AnswerEvent, Author } from '../../../lib/model/answer.ts';
import type { AnswerRequest } from '../../../lib/model/conversation.ts';
import { AppError } from '../../../lib/model/errors.ts';
import type { Preferences } from '../../../lib/model/preferences.ts';
import type { Prompt, Provider, ProviderEvent } from '../../../lib/providers/provider.ts';
import { page, randomFrom, source } from '../grounding/make.ts';
import { answerText, seeded } from '../markdown/documents.ts';

vi.setConfig({ testTimeout: 60_000 });

const texts = [
  '临江大桥全长1313米，2009年11月2日建成通车，总投资约3.2亿元。',
  '大桥由李明远设计，日均车流量为48700辆，2021年没有收费。',
  'The Harbour Lighthouse was built in 1886 by the engineer Thomas Penrose.',
];
const bridge = page('临江大桥有多长', texts);

const author: Author = { kind: 'model', connectionId: 'c', name: '模型', model: 'm-1', host: 'api.example.com' };

/** One attempt: says what it is asked, then these events and perhaps an error. */
type Attempt = (prompt: Prompt, signal: AbortSignal) => AsyncIterable<ProviderEvent>;

/** A provider of so many attempts, the last for ever, and what each was asked. */
function providerOf(...attempts: Attempt[]): { provider: Provider; prompts: Prompt[] } {
  const prompts: Prompt[] = [];
  return {
    prompts,
    provider: {
      id: 'test',
      async *stream(prompt, signal) {
        const attempt = attempts[Math.min(prompts.length, attempts.length - 1)];
        prompts.push(prompt);
        const { messages, ...parameters } = prompt;
        yield { type: 'sending', body: { model: 'm-1', stream: true, messages, ...parameters } };
        if (attempt) yield* attempt(prompt, signal);
      },
    },
  };
}

const says = (...pieces: string[]): Attempt =>
  async function* () {
    for (const text of pieces) yield { type: 'text', text };
    yield { type: 'end', reason: 'complete' };
  };

const failing = (error: unknown, ...pieces: string[]): Attempt =>
  async function* () {
    for (const text of pieces) yield { type: 'text', text };
    throw error;
  };

const request = (more: Partial<AnswerRequest> = {}): AnswerRequest => ({
  id: 'ab-cd_12/34xyz',
  question: bridge.query,
  history: [],
  page: bridge,
  ...more,
});

const circumstances = (more: Partial<Preferences> = {}): Circumstances => ({
  preferences: {
    answerLanguage: 'auto',
    answerMode: 'accurate',
    persona: '',
    template: '',
    blockedHosts: [],
    preferredHosts: [],
    masks: true,
    ...more,
  },
  now: new Date(2026, 7, 2),
  queue: createQueue(2),
});

/** All events of an answer, and what it threw. */
async function told(
  asked: AnswerRequest,
  provider: Provider | undefined,
  { signal = new AbortController().signal, ...preferences }: Partial<Preferences> & { signal?: AbortSignal } = {},
): Promise<{ events: AnswerEvent[]; error: unknown }> {
  const events: AnswerEvent[] = [];
  const writer: Writer | undefined = provider && { author, provider };
  try {
    for await (const event of answer(asked, async () => writer, circumstances(preferences), signal)) events.push(event);
  } catch (error) {
    return { events, error };
  }
  return { events, error: undefined };
}

const types = (events: readonly AnswerEvent[]): string[] => events.map(({ type }) => type);
const only = <T extends AnswerEvent['type']>(events: readonly AnswerEvent[], type: T) =>
  events.filter((event): event is Extract<AnswerEvent, { type: T }> => event.type === type);
const textOf = (events: readonly AnswerEvent[]): string =>
  only(events, 'text')
    .map(({ text }) => text)
    .join('');
const checksIn = (events: readonly AnswerEvent[]) => only(events, 'check').map(({ check }) => check);

describe('an answer of a model', () => {
  test('tells who writes, what is left out, what was sent, and each check after its sentence', async () => {
    const { provider } = providerOf(says('大桥由李明远设计。[2]\n', '大桥全长1313米。[1]\n', '大桥的造价无人知道'));
    const { events, error } = await told(request(), provider);
    expect(error).toBeUndefined();
    expect(types(events)).toEqual('author left sent text check text check text check end'.split(' '));
    expect(checksIn(events).map(({ verdict }) => verdict)).toEqual(['found', 'found', 'noSource']);
    expect(events.at(-1)).toEqual({ type: 'end', reason: 'complete' });
  });

  test('never tells a check before all of its sentence', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const text = answerText(seeded(seed), 800);
      const { provider } = providerOf(says(...pieces(text, randomFrom(seed), 40)));
      const { events } = await told(request(), provider);
      let length = 0;
      for (const event of events) {
        if (event.type === 'text') length += event.text.length;
        if (event.type === 'check') expect(event.check.end).toBeLessThanOrEqual(length);
      }
    }
  });

  test('has the checks of the whole text, however that is split', async () => {
    const random = randomFrom(1);
    for (let time = 0; time < 120; time++) {
      const text = answerText(seeded(time % 12), 600);
      const { provider } = providerOf(says(...pieces(text, random, 1 + (time % 60))));
      const { events } = await told(request(), provider);
      expect(textOf(events)).toBe(text);
      expect(checksIn(events)).toEqual(checksOf(text, bridge.sources));
    }
  });

  test('is asked with the rules, the sources, the history and as little chance as can be', async () => {
    const { provider, prompts } = providerOf(says('好'));
    const history = [{ question: '问一', text: '答一', thinking: '' }];
    const { events } = await told(request({ history }), provider);
    expect(prompts).toHaveLength(1);
    expect(prompts[0]).toMatchObject({ temperature: 0, seed: 1 });
    expect(prompts[0]?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(prompts[0]?.messages[2]).toEqual({ role: 'assistant', content: '答一' });
    const [{ sent } = { sent: undefined }] = only(events, 'sent');
    expect(sent).toEqual({
      host: 'api.example.com',
      model: 'm-1',
      messages: prompts[0]?.messages,
      parameters: { stream: true, temperature: 0, seed: 1 },
      sources: expect.arrayContaining([1, 2]),
      masked: 0,
    });
  });

  test('names its fence after the request, with letters and digits only, the same each time', async () => {
    const fence = async (id: string) => {
      const { provider, prompts } = providerOf(says('好'));
      await told(request({ id }), provider);
      return prompts[0]?.messages.at(-1)?.content.split('\n')[0];
    };
    expect(await fence('ab-cd_12/34xyz')).toBe('<资料-abcd1234>');
    expect(await fence('ab-cd_12/34xyz')).toBe(await fence('ab-cd_12/34xyz'));
    expect(await fence('>\n')).toBe('<资料-x>');
  });

  test('passes on what else a provider tells, and waits its turn', async () => {
    const more: Attempt = async function* () {
      yield { type: 'waiting' };
      yield { type: 'retrying', atMs: 5, error: { code: 'overloaded', detail: '' } };
      yield { type: 'thinking', text: '想' };
      yield { type: 'model', model: 'm-1-2026' };
      yield { type: 'text', text: '好' };
      yield { type: 'usage', usage: { inputTokens: 1, outputTokens: 2 } };
      yield { type: 'end', reason: 'length', detail: 'x' };
    };
    const { events } = await told(request(), providerOf(more).provider);
    expect(types(events)).toEqual('author left sent status status thinking model text usage end'.split(' '));
    expect(events.slice(3, 5)).toEqual([
      { type: 'status', status: 'waiting' },
      { type: 'status', status: 'retrying', atMs: 5, error: { code: 'overloaded', detail: '' } },
    ]);
    expect(events.at(-1)).toMatchObject({ reason: 'length', detail: 'x' });
  });

  test('takes out sources the user unticked or whose host is blocked, everywhere', async () => {
    const sources = [
      source(1, texts[0] ?? ''),
      source(2, `${texts[1]} 暗号甲`, { url: 'https://a.Evil.com/1', title: '暗号乙', site: '暗号丙' }),
      source(3, `${texts[2]} 暗号丁`),
    ];
    const asked = request({ page: { ...bridge, sources }, without: [3] });
    const { provider, prompts } = providerOf(says('好'));
    const { events } = await told(asked, provider, { blockedHosts: ['evil.com'] });
    expect(JSON.stringify(prompts)).not.toMatch(/暗号|evil/i);
    expect(only(events, 'left')[0]?.left).toEqual([
      { number: 2, why: 'blocked' },
      { number: 3, why: 'unticked' },
    ]);
    const quoted = await told(asked, undefined, { blockedHosts: ['evil.com'] });
    expect(JSON.stringify(quoted.events.slice(2))).not.toMatch(/暗号/);
    const failed = await told(asked, providerOf(failing(new AppError('network'))).provider, {
      blockedHosts: ['evil.com'],
    });
    expect(JSON.stringify(only(failed.events, 'quotes'))).not.toMatch(/暗号/);
  });

  test('masks what points to a person, and says how much', async () => {
    const { provider, prompts } = providerOf(says('好'));
    const asked = request({ question: '13812345678是谁，a@b.com呢' });
    const { events } = await told(asked, provider);
    expect(JSON.stringify(prompts)).not.toMatch(/13812345678|a@b/);
    expect(only(events, 'sent')[0]?.sent.masked).toBe(2);
    const open = providerOf(says('好'));
    await told(asked, open.provider, { masks: false });
    expect(JSON.stringify(open.prompts)).toContain('13812345678');
  });
});

describe('without a page', () => {
  test('an answer is a chat without sources or checks', async () => {
    const { page: _, ...asked } = request({ question: '你好' });
    const { provider, prompts } = providerOf(says('大桥很长很长。[1]\n', '大桥很长很长。'));
    const { events } = await told(asked, provider);
    expect(types(events)).toEqual('author sent text text end'.split(' '));
    expect(prompts[0]?.messages.at(-1)).toEqual({ role: 'user', content: '你好' });
  });

  test('and without a model there is nothing to say', async () => {
    const { page: _, ...asked } = request();
    expect(await told(asked, undefined)).toMatchObject({ events: [], error: { data: { code: 'noConnection' } } });
  });
});

describe('without a model', () => {
  test('the answer is sentences of the page, letter for letter', async () => {
    const { events, error } = await told(request({ without: [3] }), undefined);
    expect(error).toBeUndefined();
    expect(types(events)).toEqual('author left quotes end'.split(' '));
    expect(events[0]).toEqual({ type: 'author', author: { kind: 'quotes' } });
    expect(events[1]).toEqual({ type: 'left', left: [{ number: 3, why: 'unticked' }] });
    const [{ quotes } = { quotes: [] }] = only(events, 'quotes');
    expect(quotes.length).toBeGreaterThan(0);
    for (const { source, text } of quotes) expect(texts[source - 1]).toContain(text);
  });
});

describe('free writing', () => {
  const free = '临江大桥像一条长龙卧在江上。\n大桥全长1313米。[1]\n它由王建国设计。[9]\n夜里灯火通明，像星河。\n';
  test.each([
    ['in creative mode', { mode: 'creative' as const }, {}],
    ['in the creative mode of the preferences', {}, { answerMode: 'creative' as const }],
    ['in a draft', { task: 'draft' as const }, {}],
  ])('%s is checked only where it cites', async (_, more, preferences) => {
    const { events } = await told(request(more), providerOf(says(free)).provider, preferences);
    expect(checksIn(events).map(({ verdict }) => verdict)).toEqual(['found', 'noSuchNumber']);
  });

  test('is asked with some chance and the persona; a request that wants it accurate gets that', async () => {
    const creative = { answerMode: 'creative' as const, persona: '你是诗人。' };
    const first = providerOf(says('好'));
    await told(request(), first.provider, creative);
    expect(first.prompts[0]).toMatchObject({ temperature: 0.9 });
    expect(first.prompts[0]?.seed).toBeUndefined();
    expect(first.prompts[0]?.messages[0]?.content).toMatch(/^你是诗人。/);
    const second = providerOf(says(free));
    const { events } = await told(request({ mode: 'accurate' }), second.provider, creative);
    expect(second.prompts[0]).toMatchObject({ temperature: 0, seed: 1 });
    expect(checksIn(events)).toHaveLength(4);
  });
});

describe('an answer that goes on', () => {
  const part = '大桥由李明远设计。[2]\n它全长13';
  test('checks what was there too, as one text, and does not repeat it', async () => {
    const rest = '13米。[1]\n大桥没有收费。[2]';
    for (const first of ['', '它全长13', '。[2]\n它全长13']) {
      const { provider, prompts } = providerOf(says(...pieces(first + rest, randomFrom(3), 4)));
      const { events } = await told(request({ part }), provider);
      expect(textOf(events)).toBe(rest);
      expect(checksIn(events)).toEqual(checksOf(part + rest, bridge.sources));
      expect(prompts[0]?.messages.at(-2)).toEqual({ role: 'assistant', content: part });
    }
  });

  test('of which nothing more comes, is checked all the same', async () => {
    const { events } = await told(request({ part: '大桥由李明远设计。[2]' }), providerOf(says()).provider);
    expect(checksIn(events).map(({ verdict }) => verdict)).toEqual(['found']);
    expect(types(events).at(-1)).toBe('end');
  });
});

describe('when it fails', () => {
  test('what was told stays, and no quotes come beside a half answer', async () => {
    const thrown = new AppError('network', 'reset');
    const { events, error } = await told(
      request(),
      providerOf(failing(thrown, '大桥由李明远设计。[2]\n它很')).provider,
    );
    expect(error).toBe(thrown);
    expect(types(events)).toEqual('author left sent text check'.split(' '));
  });

  test('before a word was written, the page’s own sentences come instead, and the error still', async () => {
    const thrown = new AppError('badKey');
    const { events, error } = await told(request(), providerOf(failing(thrown)).provider);
    expect(error).toBe(thrown);
    expect(types(events)).toEqual('author left sent quotes'.split(' '));
  });

  test('also when no writer can be had', async () => {
    const events: AnswerEvent[] = [];
    const refused = async () => {
      throw new AppError('noPermission');
    };
    const all = answer(request(), refused, circumstances(), new AbortController().signal);
    await expect(
      (async () => {
        for await (const event of all) events.push(event);
      })(),
    ).rejects.toMatchObject({ data: { code: 'noPermission' } });
    expect(types(events)).toEqual(['quotes']);
  });

  test('and is too long, it is asked with fewer sources and no history, and says so', async () => {
    const many = page(
      bridge.query,
      Array.from({ length: 8 }, (_, n) => `第${n}处说临江大桥有多长：${n * 321}米，建于${1900 + n}年，共${n * 77}根。`),
    );
    const history = [{ question: '问一', text: '答一', thinking: '' }];
    const tooLong = failing(new AppError('tooLong'));
    const { provider, prompts } = providerOf(tooLong, tooLong, says('好'));
    const { events, error } = await told(request({ page: many, history }), provider);
    expect(error).toBeUndefined();
    expect(only(events, 'sent').map(({ sent }) => sent.sources.length)).toEqual([5, 3, 1]);
    expect(only(events, 'trimmed')).toEqual([
      { type: 'trimmed', sources: 3, turns: 1 },
      { type: 'trimmed', sources: 1, turns: 1 },
    ]);
    expect(only(events, 'left').map(({ left }) => left.length)).toEqual([3, 5, 7]);
    expect(prompts.map(({ messages }) => messages.length)).toEqual([4, 2, 2]);
  });

  test('and stays too long, it says so after the last attempt', async () => {
    const { provider, prompts } = providerOf(failing(new AppError('tooLong')));
    const { events, error } = await told(request(), provider);
    expect(error).toMatchObject({ data: { code: 'tooLong' } });
    expect(prompts).toHaveLength(2);
    expect(types(events).at(-1)).toBe('quotes');
    const chat = providerOf(failing(new AppError('tooLong')));
    const { page: _, ...asked } = request();
    await told(asked, chat.provider);
    expect(chat.prompts).toHaveLength(1);
  });

  test('what was written is not written again, though the rest was too long', async () => {
    const { provider, prompts } = providerOf(failing(new AppError('tooLong'), '大桥很长，'), says('大桥很长，真的。'));
    const { events, error } = await told(request(), provider);
    expect(error).toMatchObject({ data: { code: 'tooLong' } });
    expect(textOf(events)).toBe('大桥很长，');
    expect(prompts).toHaveLength(1);
  });
});

test('who stops it, ends it without an error, with the checks of what was finished', async () => {
  const stop = new AbortController();
  const endless: Attempt = async function* (_, signal) {
    for (let count = 0; !signal.aborted; count++) {
      yield { type: 'text', text: '大桥由李明远设计。[2]\n' };
      if (count === 3) stop.abort();
    }
  };
  const { events, error } = await told(request(), providerOf(endless).provider, { signal: stop.signal });
  expect(error).toBeUndefined();
  expect(checksIn(events)).toHaveLength(4);
});

test('answers of one host wait for each other and say their place', async () => {
  const gates: (() => void)[] = [];
  const slow: Attempt = async function* () {
    await new Promise<void>((resolve) => gates.push(resolve));
    yield { type: 'text', text: '好' };
    yield { type: 'end', reason: 'complete' };
  };
  const shared = circumstances();
  const { provider } = providerOf(slow);
  const all = Array.from({ length: 3 }, async () => {
    const events: AnswerEvent[] = [];
    for await (const event of answer(
      request(),
      async () => ({ author, provider }),
      shared,
      new AbortController().signal,
    ))
      events.push(event);
    return events;
  });
  for (let round = 0; round < 4; round++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    for (const open of gates.splice(0)) open();
  }
  const events = await Promise.all(all);
  expect(only(events[2] ?? [], 'status')).toEqual([{ type: 'status', status: 'queued', place: 1 }]);
  expect(only(events[0] ?? [], 'status')).toEqual([]);
});

/** A text in pieces of at most `longest` letters. */
function pieces(text: string, random: () => number, longest: number): string[] {
  const all: string[] = [];
  for (let at = 0; at < text.length; ) {
    const length = 1 + Math.floor(random() * longest);
    all.push(text.slice(at, at + length));
    at += length;
  }
  return all;
}
