import { describe, expect, test } from 'vitest';
import { bytewise, data, delta, done, read, stop, words } from './reading.ts';

const whole = (fields: Record<string, unknown>) => JSON.stringify({ object: 'chat.completion', model: 'm', ...fields });

describe('an ordinary stream', () => {
  test('is text, its usage and its end', async () => {
    const usage = data({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 4 } });
    const { events } = await read(delta({ role: 'assistant', content: '' }), words('你好'), stop, usage, done);
    expect(events).toEqual([
      { type: 'model', model: 'm' },
      { type: 'text', text: '你好' },
      { type: 'usage', usage: { inputTokens: 3, outputTokens: 4 } },
      { type: 'end', reason: 'complete', finish: 'stop' },
    ]);
  });

  test('is the same when every byte arrives alone', async () => {
    const body = new TextEncoder().encode(`${words('世界🌍')}${stop}${done}`);
    expect((await read(...bytewise(body))).text).toBe('世界🌍');
  });

  test('is complete with [DONE] alone, or with a finish reason alone', async () => {
    expect((await read(words('a'), done)).end?.reason).toBe('complete');
    expect((await read(words('a'), stop)).end?.reason).toBe('complete');
  });

  test('is interrupted when it ends with neither', async () => {
    expect((await read(words('a'))).end).toEqual({ type: 'end', reason: 'interrupted' });
  });

  test('says nothing after [DONE]', async () => {
    expect((await read(words('a'), done, words('b'))).text).toBe('a');
  });

  test('repeats what a server repeats: identical deltas are legal', async () => {
    expect((await read(words('ha'), words('ha'), stop)).text).toBe('haha');
  });
});

describe('chunks without words', () => {
  test.each([
    ['no choices', data({ id: 'x' })],
    ['choices null', data({ id: 'x', choices: null })],
    ['empty choices', data({ id: 'x', choices: [], prompt_filter_results: [] })],
    ['a choice without a delta', data({ choices: [{ index: 0, finish_reason: null }] })],
    ['content null', delta({ content: null })],
    ['an empty data line', 'data:\n\n'],
    ['a keep-alive inside data', 'data: : keepalive\n\n'],
    ['a comment', ': OPENROUTER PROCESSING\n\n'],
    ['a lone id', 'id: 7\n\n'],
  ])('%s changes nothing', async (_, chunk) => {
    const { text, end } = await read(words('a'), chunk, words('b'), stop, done);
    expect({ text, reason: end?.reason }).toEqual({ text: 'ab', reason: 'complete' });
  });

  test('keep-alives are told as waiting', async () => {
    const { events } = await read(': ping\n\n', words('a'), stop);
    expect(events[0]).toEqual({ type: 'waiting' });
  });
});

describe('thinking', () => {
  test.each([
    ['reasoning_content', { reasoning_content: '想' }],
    ['reasoning', { reasoning: '想' }],
    ['reasoning_details', { content: '', reasoning_details: [{ type: 'reasoning.text', text: '想' }] }],
    ['both names at once, told once', { reasoning: '想', reasoning_details: [{ type: 'reasoning.text', text: '想' }] }],
    ['a part of a list', { content: [{ type: 'thinking', thinking: [{ type: 'text', text: '想' }] }] }],
    ['think tags', { content: '<think>想</think>\n\n' }],
  ])('as %s is kept apart from the answer', async (_, fields) => {
    const { text, thinking } = await read(delta(fields), words('答'), stop);
    expect({ text, thinking }).toEqual({ text: '答', thinking: '想' });
  });

  test('alone is not an answer', async () => {
    const { error, thinking } = await read(delta({ reasoning_content: '想' }), delta({}, 'length'), done);
    expect([error?.code, thinking]).toEqual(['onlyThinking', '想']);
  });

  test('encrypted thinking is nothing to show', async () => {
    const { thinking } = await read(
      delta({ reasoning_details: [{ type: 'reasoning.encrypted', data: 'gAAA' }] }),
      words('a'),
      stop,
    );
    expect(thinking).toBe('');
  });
});

describe('content in other shapes', () => {
  test('a list of text parts', async () => {
    expect(
      (
        await read(
          delta({
            content: [
              { type: 'text', text: 'a' },
              { type: 'text', text: 'b' },
            ],
          }),
          stop,
        )
      ).text,
    ).toBe('ab');
  });

  test('plain JSON instead of a stream, in pieces', async () => {
    const body = new TextEncoder().encode(
      whole({ choices: [{ message: { content: '你好' }, finish_reason: 'stop' }] }),
    );
    expect(await read(...bytewise(body))).toMatchObject({ text: '你好', end: { reason: 'complete' } });
  });

  test('a message instead of a delta inside a stream', async () => {
    expect((await read(data({ choices: [{ message: { content: '你好' }, finish_reason: 'stop' }] }), done)).text).toBe(
      '你好',
    );
  });

  test('messages that repeat what came before add only what is new', async () => {
    const soFar = (content: string) => data({ choices: [{ message: { content } }] });
    expect((await read(soFar('你'), soFar('你好'), stop)).text).toBe('你好');
  });

  test('JSON objects line by line without any framing', async () => {
    const line = (content: string, finish: string | null) =>
      `${JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] })}\n`;
    expect(await read(line('a', null), line('b', 'stop'))).toMatchObject({ text: 'ab', end: { reason: 'complete' } });
  });

  test('events of the Responses protocol', async () => {
    const { text, end } = await read(
      data({ type: 'response.created', response: { model: 'm' } }),
      data({ type: 'response.output_text.delta', delta: '你好' }),
      data({ type: 'response.completed', response: { usage: { input_tokens: 1, output_tokens: 2 } } }),
    );
    expect([text, end?.reason]).toEqual(['你好', 'complete']);
  });

  test('a megabyte in one event', async () => {
    expect((await read(words('x'.repeat(1_048_576)), stop)).text.length).toBe(1_048_576);
  });
});

describe('ends', () => {
  test.each([
    ['length', 'length'],
    ['max_tokens', 'length'],
    ['content_filter', 'filtered'],
    ['sensitive', 'filtered'],
    ['tool_calls', 'complete'],
  ])('finish reason %s ends as %s', async (finish, reason) => {
    expect((await read(words('a'), delta({}, finish), done)).end?.reason).toBe(reason);
  });

  test('an unknown finish reason is told verbatim', async () => {
    expect((await read(words('a'), delta({}, 'bored'), done)).end).toMatchObject({
      reason: 'complete',
      detail: 'bored',
    });
  });

  test('a refusal is a filter, in the words of the refusal', async () => {
    const { end, text } = await read(delta({ refusal: '抱' }), delta({ refusal: '歉' }), stop, done);
    expect([text, end]).toEqual(['', { type: 'end', reason: 'filtered', detail: '抱歉', finish: 'refusal' }]);
  });

  test('finish reasons that are failures fail, after the text', async () => {
    expect(await read(words('a'), delta({}, 'insufficient_system_resource'))).toMatchObject({
      text: 'a',
      error: { code: 'overloaded' },
    });
    expect(await read(words('a'), delta({}, 'network_error'))).toMatchObject({
      text: 'a',
      error: { code: 'serverFailed' },
    });
  });

  test('an answer without a word is not an answer', async () => {
    expect((await read(stop, done)).error?.code).toBe('emptyReply');
    expect((await read(delta({ tool_calls: [{ index: 0 }] }), delta({}, 'tool_calls'))).error?.code).toBe('emptyReply');
  });

  test('a stream closed without a word is worth another try', async () => {
    expect((await read('')).error?.code).toBe('interrupted');
    expect((await read(delta({ role: 'assistant' }))).error?.code).toBe('interrupted');
  });
});

describe('errors inside a successful answer', () => {
  test.each([
    ['an error object', data({ error: { message: 'Provider disconnected', code: 502 } }), 'serverFailed'],
    ['an error as a string', data({ error: 'rate limit reached' }), 'rateLimited'],
    ['an error event', 'event: error\ndata: {"message":"overloaded"}\n\n', 'overloaded'],
    ['an error event without data', 'event: error\n\n', 'serverFailed'],
    ['an error field', 'error: {"code":503,"message":"x"}\n\n', 'overloaded'],
    [
      'an error inside the choice',
      data({ choices: [{ delta: {}, error: { code: 429, message: 'slow down' } }] }),
      'rateLimited',
    ],
    ['code and message alone', data({ code: 'InvalidApiKey', message: 'Invalid API-key provided.' }), 'badKey'],
  ])('%s keeps the text and fails', async (_, chunk, code) => {
    expect(await read(words('a'), chunk)).toMatchObject({ text: 'a', error: { code } });
  });

  test('an error beside choices after the finish reason still counts', async () => {
    const late = data({ choices: [{ delta: { content: '' } }], error: { code: 500, message: 'late' } });
    expect((await read(words('a'), delta({}, 'length'), late, done)).error?.detail).toContain('late');
  });

  test('plain JSON errors of many shapes are told in their own words', async () => {
    for (const body of [
      { error: { message: 'insufficient balance', code: 1113 } },
      { code: '1113', message: 'insufficient balance' },
      { base_resp: { status_code: 1008, status_msg: 'insufficient balance' } },
      { success: false, msg: 'insufficient balance' },
    ]) {
      expect((await read(JSON.stringify(body))).error).toMatchObject({
        code: 'noCredit',
        detail: expect.stringContaining('insufficient balance'),
      });
    }
  });

  test('a web page is not an API, whatever its type claims', async () => {
    expect((await read('\n <!doctype html><title>Login</title>')).error).toMatchObject({
      code: 'notAnApi',
      detail: 'Login',
    });
  });

  test('words that are no protocol are a bad reply', async () => {
    expect((await read('It works!')).error).toMatchObject({ code: 'badReply', detail: 'It works!' });
    expect((await read('{"hello":"world"}')).error?.code).toBe('badReply');
  });

  test('up to three garbled chunks are skipped, more are too many', async () => {
    const garbled = data('{oops}');
    expect((await read(words('a'), garbled.repeat(3), words('b'), stop)).text).toBe('ab');
    expect((await read(words('a'), garbled.repeat(4), words('b'), stop)).error?.code).toBe('badReply');
  });

  test('a garbled chunk that carried words leaves a hole, and the end says so', async () => {
    const hole = data('{"choices":[{"delta":{"content":"b');
    expect((await read(words('a'), hole, words('c'), stop)).end?.reason).toBe('interrupted');
  });

  test('a key in an error is not passed on', async () => {
    const { error } = await read(data({ error: { message: 'bad key sk-test-0123456789abcdef' } }));
    expect(error?.detail).not.toContain('0123456789');
  });
});
