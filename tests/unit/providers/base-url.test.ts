import { describe, expect, test } from 'vitest';
import { AppError } from '../../../lib/model/errors.ts';
import { checkBaseUrl, isLocalHost, normaliseBaseUrl, readBaseUrl } from '../../../lib/providers/base-url.ts';
import { presets } from '../../../lib/providers/presets.ts';

describe('a typed address', () => {
  test.each([
    ['https://api.example.org', 'https://api.example.org/v1'],
    ['https://api.example.org/', 'https://api.example.org/v1'],
    ['https://api.example.org/v1', 'https://api.example.org/v1'],
    ['https://api.example.org/v1/', 'https://api.example.org/v1'],
    ['https://api.example.org/v1/v1', 'https://api.example.org/v1'],
    ['https://api.example.org//v1//', 'https://api.example.org/v1'],
    ['https://api.example.org/v1/chat/completions', 'https://api.example.org/v1'],
    ['https://api.example.org/v1/chat/completions/', 'https://api.example.org/v1'],
    ['https://api.example.org/chat/completions', 'https://api.example.org/v1'],
    ['https://api.example.org/v1/models', 'https://api.example.org/v1'],
    ['https://api.example.org/openai/api/v2', 'https://api.example.org/openai/api/v2'],
    ['api.example.org', 'https://api.example.org/v1'],
    ['  api.example.org/v1 \n', 'https://api.example.org/v1'],
    ['"https://api.example.org/v1"', 'https://api.example.org/v1'],
    ['ｈｔｔｐｓ：／／ａｐｉ．ｅｘａｍｐｌｅ．ｏｒｇ／ｖ１', 'https://api.example.org/v1'],
    ['https：//api.example.org/v1', 'https://api.example.org/v1'],
    ['https:/api.example.org/v1', 'https://api.example.org/v1'],
    ['HTTPS://API.Example.org/v1', 'https://api.example.org/v1'],
    ['api。example。org', 'https://api.example.org/v1'],
    ['https://api.example.org/v1?x=1#y', 'https://api.example.org/v1'],
    ['localhost:11434', 'http://localhost:11434/v1'],
    ['127.0.0.1:1234/v1', 'http://127.0.0.1:1234/v1'],
    ['0.0.0.0:11434', 'http://127.0.0.1:11434/v1'],
    ['http://localhost:11434/api/chat', 'http://localhost:11434/v1'],
    ['http://localhost:11434/api', 'http://localhost:11434/v1'],
    ['http://192.168.1.5:8000', 'http://192.168.1.5:8000/v1'],
    ['http://[::1]:11434', 'http://[::1]:11434/v1'],
    ['nas:8080', 'http://nas:8080/v1'],
    ['https://api.deepseek.com', 'https://api.deepseek.com/v1'],
    ['https://open.bigmodel.cn', 'https://open.bigmodel.cn/api/paas/v4'],
    ['https://open.bigmodel.cn/api/paas/v4/chat/completions', 'https://open.bigmodel.cn/api/paas/v4'],
    ['https://dashscope.aliyuncs.com/v1', 'https://dashscope.aliyuncs.com/compatible-mode/v1'],
    ['https://openrouter.ai/api', 'https://openrouter.ai/api/v1'],
    ['https://generativelanguage.googleapis.com/v1beta/', 'https://generativelanguage.googleapis.com/v1beta/openai'],
    ['https://ark.cn-beijing.volces.com/api/v3/chat/completions', 'https://ark.cn-beijing.volces.com/api/v3'],
    ['https://me.openai.azure.com/', 'https://me.openai.azure.com/openai/v1'],
    [
      'https://me.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-10-21',
      'https://me.openai.azure.com/openai/deployments/gpt?api-version=2024-10-21',
    ],
  ])('%j means %s', (typed, meant) => {
    expect(normaliseBaseUrl(typed)).toBe(meant);
    expect(normaliseBaseUrl(meant)).toBe(meant); // reading it again changes nothing
  });

  test('where /v1 is unclear both are candidates', () => {
    expect(readBaseUrl('https://relay.example.org/openai').candidates).toEqual([
      'https://relay.example.org/openai/v1',
      'https://relay.example.org/openai',
    ]);
  });

  test.each([
    ['nothing', ' '],
    ['plain http to a public host', 'http://api.example.org/v1'],
    ['a user and password', 'https://me:secret@api.example.org/v1'],
    ['another scheme', 'ftp://api.example.org'],
    ['script', 'javascript:alert(1)'],
    ['words', 'https://'],
  ])('%s is refused', (_, typed) => {
    expect(() => readBaseUrl(typed)).toThrow(AppError);
  });

  test('a stored address is checked again', () => {
    expect(() => checkBaseUrl('http://api.example.org/v1')).toThrow('badAddress');
    expect(checkBaseUrl('http://10.0.0.2/v1').hostname).toBe('10.0.0.2');
  });

  test('every preset is its own meaning', () => {
    for (const { baseUrl } of presets) if (baseUrl !== '') expect(normaliseBaseUrl(baseUrl)).toBe(baseUrl);
  });
});

test.each([
  'localhost',
  'a.localhost',
  '127.0.0.1',
  '::1',
  '[::1]',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.0.1',
  'printer.local',
  'nas',
  'fd00::1',
])('%s is local', (host) => expect(isLocalHost(host)).toBe(true));

test.each([
  'example.org',
  '8.8.8.8',
  '172.32.0.1',
  '11.0.0.1',
  '2001:db8::1',
  'localhost.example.org',
  '127.0.0.1.example.org',
])('%s is not local', (host) => expect(isLocalHost(host)).toBe(false));
