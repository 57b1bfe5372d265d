import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Asked, answerKeys, type Run, recordOf } from '../../../lib/answer/record.ts';
import type { AnswerEvent, Author } from '../../../lib/model/answer.ts';
import type { AnswerRequest } from '../../../lib/model/conversation.ts';
import type { Check } from '../../../lib/model/verdict.ts';

const author: Author = {
  kind: 'model',
  connectionId: 'c',
  name: 'Scripted',
  model: 'small',
  host: 'models.example',
  prices: { input: 1, output: 2, currency: 'CNY' },
};
const request: AnswerRequest = {
  id: 'r1',
  question: '甲塔有多高？',
  history: [],
  page: {
    site: 'baidu',
    kind: 'results',
    url: 'https://www.baidu.com/s?wd=x',
    query: '甲塔有多高？',
    sources: [
      {
        number: 1,
        title: '甲塔',
        url: 'https://a.example/',
        site: 'a.example',
        text: '甲塔高120米。',
        kind: 'organic',
      },
      { number: 2, title: '乙塔', url: 'https://b.example/', site: 'b.example', text: '乙塔高90米。', kind: 'organic' },
    ],
  },
};
const check: Check = {
  ...{ start: 0, end: 8, sources: [1], badNumbers: [], verdict: 'found', evidence: [] },
  missing: { numbers: [], names: [], changed: [] },
};
const messages = [{ role: 'user', content: '甲塔有多高？' }] as const;
const sent = { host: 'models.example', model: 'small', parameters: { temperature: 0 }, sources: [1, 2], masked: 0 };
const events: AnswerEvent[] = [
  { type: 'author', author },
  { type: 'left', left: [{ number: 2, why: 'far' }] },
  { type: 'sent', sent: { ...sent, messages: [{ role: 'user', content: 'too long' }] } },
  { type: 'sent', sent: { ...sent, messages: [...messages] } },
  { type: 'status', status: 'waiting' },
  { type: 'model', model: 'small-2026' },
  { type: 'thinking', text: 'hm' },
  { type: 'text', text: '甲塔高' },
  { type: 'text', text: '120米。[1]' },
  { type: 'check', check },
  { type: 'usage', usage: { inputTokens: 1_000_000, outputTokens: 500_000 } },
  { type: 'end', reason: 'complete' },
];
const instructions = { mode: 'accurate', language: 'auto', template: '', persona: '' } as const;
const run: Run = { request, events, atMs: 5, instructions };

describe('a record', () => {
  test('holds all that the run said, of several attempts the last', async () => {
    expect(await recordOf(run)).toMatchObject({
      id: 'r1',
      atMs: 5,
      question: '甲塔有多高？',
      page: { site: 'baidu', kind: 'results', query: '甲塔有多高？' },
      author,
      modelReturned: 'small-2026',
      parameters: { temperature: 0 },
      messages,
      left: [{ number: 2, why: 'far' }],
      answer: '甲塔高120米。[1]',
      checks: [check],
      usage: { inputTokens: 1_000_000, outputTokens: 500_000 },
      cost: 2,
      end: 'complete',
    });
  });

  test("has each source's SHA-256, of the text it was checked against", async () => {
    const record = await recordOf(run);
    const hash = createHash('sha256').update('甲塔高120米。').digest('hex');
    expect(record?.sources.map(({ sha256 }) => sha256)[0]).toBe(hash);
  });

  test('of a continued answer holds the part and what followed', async () => {
    const record = await recordOf({ ...run, request: { ...request, part: '前半，' } });
    expect(record?.answer).toBe('前半，甲塔高120米。[1]');
  });

  test('of a failure keeps what had come and why it failed', async () => {
    const error = { code: 'stalled', detail: '', host: 'models.example' } as const;
    const record = await recordOf({ ...run, events: events.slice(0, 8), error });
    expect(record).toMatchObject({ answer: '甲塔高', error });
    expect(record).not.toHaveProperty('end');
  });

  test('of an answer that was stopped says so', async () => {
    expect(await recordOf({ ...run, events: events.slice(0, 8), end: 'stopped' })).toMatchObject({ end: 'stopped' });
  });

  test('of quotes names no model and sent nothing', async () => {
    const quotes = [{ source: 1, text: '甲塔高120米。' }];
    const record = await recordOf({
      ...run,
      events: [
        { type: 'author', author: { kind: 'quotes' } },
        { type: 'quotes', quotes },
        { type: 'end', reason: 'complete' },
      ],
    });
    expect(record).toMatchObject({ author: { kind: 'quotes' }, quotes, answer: '', messages: [] });
  });

  test('is not made of nothing, nor of an answer that was kept', async () => {
    expect(await recordOf({ ...run, events: [], error: { code: 'noConnection', detail: '' } })).toBeUndefined();
    expect(await recordOf({ ...run, events: [{ type: 'kept', atMs: 1, recordId: 'one' }, ...events] })).toBeUndefined();
  });
});

describe('keys', () => {
  const asked: Asked = { request, author, parameters: { temperature: 0 }, ...instructions };
  const page = request.page as NonNullable<AnswerRequest['page']>;
  const withRequest = (change: Partial<AnswerRequest>): Asked => ({ ...asked, request: { ...request, ...change } });

  test('are the same for the same question, whatever the request is called', async () => {
    expect(await answerKeys(withRequest({ id: 'r2', keep: true }))).toEqual(await answerKeys(asked));
  });

  test.each([
    ['a source', withRequest({ page: { ...page, sources: page.sources.slice(0, 1) } })],
    ['a source taken out', withRequest({ without: [2] })],
    ['the conversation', withRequest({ history: [{ question: 'q', text: 't', thinking: '' }] })],
    ['the model', { ...asked, author: { ...author, model: 'large' } as Author }],
    ['the host', { ...asked, author: { ...author, host: 'other.example' } as Author }],
    ['a parameter', { ...asked, parameters: { temperature: 1 } }],
    ['the instructions', { ...asked, template: 'be brief' }],
    ['the mode', { ...asked, mode: 'creative' as const }],
    ['the task', withRequest({ task: 'draft' })],
    ['the part', withRequest({ part: 'x' })],
  ])('%s makes another sameKey', async (_, other) => {
    expect((await answerKeys(other)).sameKey).not.toBe((await answerKeys(asked)).sameKey);
  });

  test('a question is known again by questionKey from other sources and in other spelling', async () => {
    const other = withRequest({ question: ' 甲塔有多高? ', page: { ...page, sources: [] } });
    expect((await answerKeys(other)).questionKey).toBe((await answerKeys(asked)).questionKey);
    const elsewhere = withRequest({ page: { ...page, site: 'google' } });
    expect((await answerKeys(elsewhere)).questionKey).not.toBe((await answerKeys(asked)).questionKey);
  });
});
