import { describe, expect, test, vi } from 'vitest';
import { askingOf } from '../../../lib/answer/asking.ts';
import { checksOf } from '../../../lib/grounding/checks.ts';
import { AppError } from '../../../lib/model/errors.ts';
import { randomFrom, source } from '../grounding/make.ts';
import { answerText, seeded } from '../markdown/documents.ts';
import {
  type Attempt,
  bridge,
  checksIn,
  circumstances,
  failing,
  only,
  providerOf,
  request,
  says,
  saysSlowly,
  textOf,
  texts,
  told,
  types,
} from './tell.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('an answer of a model', () => {
  test('tells who writes, what is left out, what was sent, and each check after its sentence', async () => {
    const { provider } = providerOf(
      saysSlowly('大桥由李明远设计。[2]\n', '大桥全长1313米。[1]\n', '大桥的造价无人知道'),
    );
    const { events, error } = await told(request(), provider);
    expect(error).toBeUndefined();
    expect(types(events)).toEqual('author left sent text check text check text check end'.split(' '));
    expect(checksIn(events).map(({ verdict }) => verdict)).toEqual(['found', 'found', 'noSource']);
    expect(events.at(-1)).toEqual({ type: 'end', reason: 'complete' });
  });

  test('that comes without a pause is told first, and then its checks', async () => {
    const { provider } = providerOf(says('大桥由李明远设计。[2]\n', '大桥全长1313米。[1]\n', '大桥的造价无人知道'));
    const { events } = await told(request(), provider);
    expect(types(events)).toEqual('author left sent text text text check check check end'.split(' '));
  });

  describe('whose prompt was written while something else was waited for', () => {
    const prompt = async () => ({ ...askingOf(request(), circumstances()), messages: [said] });
    const said = { role: 'user', content: 'written before' } as const;

    test('is asked with that', async () => {
      const { provider, prompts } = providerOf(says('好。'));
      const { error } = await told(request(), provider, { around: { prompt: prompt() } });
      expect(error).toBeUndefined();
      expect(prompts.map(({ messages }) => messages)).toEqual([[said]]);
    });

    test('is not, when its pages have been read since', async () => {
      const sources = bridge.sources.map((one) => ({ ...one, pageText: `${one.text} 后来又说。` }));
      const { provider, prompts } = providerOf(says('好。'));
      const around = { prompt: prompt(), withTexts: async () => ({ ...bridge, sources }) };
      await told(request(), provider, { around });
      expect(JSON.stringify(prompts)).toContain('后来又说');
    });

    test('is not asked, when that could not be written', async () => {
      const { provider, prompts } = providerOf(says('好。'));
      const around = { prompt: Promise.reject(new Error('no prompt')) };
      expect((await told(request(), provider, { around })).error).toMatchObject({ message: 'no prompt' });
      expect(prompts).toEqual([]);
    });
  });

  test('that cannot be checked is told whole, and then that something went wrong', async () => {
    const checking = () => Promise.reject(new Error('no such part'));
    const { provider } = providerOf(saysSlowly('大桥由李明远设计。[2]\n', '大桥全长1313米。[1]\n'));
    const { events, error } = await told(request(), provider, { around: { checking } });
    expect(types(events)).toEqual('author left sent text text'.split(' '));
    expect(textOf(events)).toBe('大桥由李明远设计。[2]\n大桥全长1313米。[1]\n');
    expect(error).toMatchObject({ message: 'no such part' });
  });

  test('that cannot be checked and breaks off says why it broke off', async () => {
    const checking = () => Promise.reject(new Error('no such part'));
    const { provider } = providerOf(failing(new AppError('stalled'), '大桥由李明远设计。[2]\n'));
    const { events, error } = await told(request(), provider, { around: { checking } });
    expect(textOf(events)).toBe('大桥由李明远设计。[2]\n');
    expect(error).toMatchObject({ code: 'stalled' });
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
