import { expect, test } from 'vitest';
import { findLocalServers } from '../../../lib/providers/local.ts';
import { listModels, readModels } from '../../../lib/providers/models.ts';
import { key, modelServer, never } from './asking.ts';

const models = modelServer();

test('come through the network', async () => {
  expect(await listModels(models.to('echo'), key, never)).toEqual(['echo', 'think', 'markdown']);
  await expect(listModels(models.to('echo', { baseUrl: `${models.url()}/none` }), key, never)).resolves.toBeDefined();
});

test.each([
  ['OpenAI', '{"data":[{"id":"a"},{"id":"b"}]}', ['a', 'b']],
  ['Gemini', '{"data":[{"id":"models/gemini"}]}', ['gemini']],
  ['Ollama', '{"models":[{"name":"qwen3:8b"}]}', ['qwen3:8b']],
  ['Ollama without models', '{"object":"list","data":null}', []],
  ['plain names', '["a"]', ['a']],
  [
    'other kinds last, none twice',
    '{"data":[{"id":"text-embedding-3"},{"id":"a"},{"id":"a"}]}',
    ['a', 'text-embedding-3'],
  ],
  ['no list', '{"ok":true}', undefined],
  ['no JSON', '<html>', undefined],
])('%s', (_, text, ids) => {
  expect(readModels(text)).toEqual(ids);
});

test('of this computer are looked for on the usual ports, and only a list counts', async () => {
  const fetch = async (input: string | URL | Request) => {
    const port = new URL(String(input)).port;
    if (port === '11434') return Response.json({ data: [{ id: 'qwen3' }] });
    if (port === '8080') return new Response('<html>some other program</html>');
    throw new TypeError('refused');
  };
  expect(await findLocalServers(never, fetch)).toEqual([
    { preset: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1', models: ['qwen3'] },
  ]);
});
