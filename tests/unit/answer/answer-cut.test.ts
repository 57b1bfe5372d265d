import { describe, expect, test, vi } from 'vitest';
import { answer } from '../../../lib/answer/answer.ts';
import { checksOf } from '../../../lib/grounding/checks.ts';
import type { AnswerEvent } from '../../../lib/model/answer.ts';
import { AppError } from '../../../lib/model/errors.ts';
import { page, randomFrom } from '../grounding/make.ts';
import {
  type Attempt,
  author,
  bridge,
  checksIn,
  circumstances,
  failing,
  only,
  providerOf,
  request,
  says,
  textOf,
  told,
  types,
} from './tell.ts';

vi.setConfig({ testTimeout: 60_000 });

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
