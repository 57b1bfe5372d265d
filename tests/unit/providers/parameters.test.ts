import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../lib/model/connection.ts';
import { bodyFor, refusedParameter } from '../../../lib/providers/parameters.ts';
import { presets, thinksSilently } from '../../../lib/providers/presets.ts';

const connection = (more: Partial<Connection> = {}): Connection => ({
  id: 'c',
  name: 'c',
  preset: 'custom',
  baseUrl: 'https://api.example.org/v1',
  model: 'm',
  ...more,
});
const prompt = {
  messages: [
    { role: 'system' as const, content: 's' },
    { role: 'user' as const, content: 'u' },
    { role: 'assistant' as const, content: 'a', thinking: 't' },
  ],
  temperature: 0,
  seed: 7,
  maxTokens: 100,
};
const body = (more: Partial<Connection> = {}, unsupported: string[] = []) =>
  bodyFor(connection(more), prompt, new Set(unsupported));

describe('the request', () => {
  test('carries what was asked, as a stream with counts', () => {
    expect(body()).toMatchObject({
      model: 'm',
      stream: true,
      temperature: 0,
      seed: 7,
      max_tokens: 100,
      stream_options: { include_usage: true },
    });
  });

  test("carries the connection's own parameters, which win", () => {
    expect(body({ parameters: { top_p: 0.5, temperature: 1 } })).toMatchObject({ top_p: 0.5, temperature: 1 });
  });

  test('leaves out what the model refused', () => {
    expect(Object.keys(body({}, ['seed', 'temperature', 'stream_options']))).toEqual([
      'model',
      'messages',
      'max_tokens',
      'stream',
    ]);
  });

  test('names the limit anew when the old name was refused, and drops it when both were', () => {
    expect(body({}, ['max_tokens'])).toHaveProperty('max_completion_tokens', 100);
    const both = body({}, ['max_tokens', 'max_completion_tokens']);
    expect(both).not.toHaveProperty('max_tokens');
    expect(both).not.toHaveProperty('max_completion_tokens');
  });

  test("spares OpenAI's thinking models the sampling they refuse", () => {
    const openai = { preset: 'openai', model: 'gpt-5-mini' };
    expect(body(openai)).not.toHaveProperty('temperature');
    expect(body({ ...openai, model: 'gpt-4.1-mini' })).toHaveProperty('temperature', 0);
  });

  test('sends thinking back only where it is wanted', () => {
    expect(JSON.stringify(body().messages)).not.toContain('"t"');
    expect(JSON.stringify(body({ preset: 'moonshot' }).messages)).toContain('"reasoning_content":"t"');
  });

  test('turns a refused system message into the user’s', () => {
    expect(body({}, ['system']).messages).toMatchObject([{ role: 'user' }, { role: 'user' }, { role: 'assistant' }]);
  });
});

describe('a refusal', () => {
  const refused = (detail: string, code: 'badRequest' | 'tooLong' = 'badRequest', status = 400) =>
    refusedParameter({ code, detail, status }, body());

  test.each([
    ['Unrecognized request argument supplied: stream_options', 'stream_options'],
    [
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'max_tokens',
    ],
    [
      "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
      'temperature',
    ],
    ['Invalid JSON payload received. Unknown name "seed": Cannot find field.', 'seed'],
    ['{"loc":["body","seed"],"msg":"Extra inputs are not permitted"}', 'seed'],
    ['invalid temperature: only 1 is allowed for this model', 'temperature'],
    ['Invalid max_tokens value, the valid range of max_tokens is [1, 8192]', 'max_tokens'],
    ["Unsupported value: 'messages[0].role' does not support 'system' with this model.", 'system'],
    ['参数 seed 不支持', 'seed'],
  ])('%s is about %s', (detail, parameter) => {
    expect(refused(detail)).toBe(parameter);
  });

  test('about nothing that was sent is about nothing', () => {
    expect(refused("Unsupported parameter: 'tools'")).toBeUndefined();
    expect(refused('Invalid request')).toBeUndefined();
  });

  test('of another kind or status is about nothing', () => {
    expect(refused('seed unsupported', 'badRequest', 500)).toBeUndefined();
    expect(refused('maximum context length exceeded, 100 in max_tokens', 'tooLong')).toBeUndefined();
  });
});

describe('presets', () => {
  test('have ids of their own, https or a local address, and a page for the key where one is needed', () => {
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
    for (const { baseUrl, needsKey, keyPage } of presets) {
      expect(baseUrl).toMatch(/^(https:\/\/|http:\/\/127\.0\.0\.1|$)/);
      expect(keyPage !== undefined).toBe(needsKey);
    }
  });

  test.each([
    'o3-mini',
    'deepseek-reasoner',
    'deepseek-flash',
    'Qwen/Qwen3-8B',
    'glm-4.7-flash',
    'kimi-k2.6',
    'openai/gpt-5',
    'gemini-3-flash',
    'qwq-32b',
  ])('%s may think silently', (model) => expect(thinksSilently(connection({ model }))).toBe(true));

  test.each(['gpt-4o', 'qwen-plus', 'llama-3.3-70b-versatile', 'glm-4-flash', 'moonshot-v1-8k'])(
    '%s speaks soon',
    (model) => expect(thinksSilently(connection({ model }))).toBe(false),
  );
});
