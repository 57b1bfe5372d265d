import { expect, test } from 'vitest';
import { type Connection, canChat, costOf } from '../../../lib/model/connection.ts';
import { readConnection } from '../../../lib/settings/read-connection.ts';

const connection: Connection = {
  id: 'c',
  name: 'c',
  preset: 'openai',
  baseUrl: 'https://api.openai.com/v1',
  model: 'm',
  organization: 'org-1',
  project: 'proj-1',
  headers: { 'X-Team': 'a' },
  parameters: { top_p: 0.9 },
  prices: { input: 2, output: 8, currency: 'CNY' },
  withoutOrigin: true,
  onlySpeech: true,
  speaksChinese: false,
};

test('a whole connection is read as it is', () => {
  expect(readConnection(JSON.parse(JSON.stringify(connection)))).toEqual(connection);
});

test('headers that carry keys and parameters of the question itself are left out', () => {
  const headers = { Authorization: 'x', 'X-Team': 'a', 'bad name': 'b' };
  const parameters = { messages: [], model: 'other', top_p: 0.9 };
  expect(readConnection({ ...connection, headers, parameters })).toEqual(connection);
});

test.each([{ input: -1, output: 1, currency: 'CNY' }, { input: 1, output: 1, currency: 'EUR' }, { input: '1' }, 7])(
  'prices %j are none',
  (prices) => expect(readConnection({ ...connection, prices })?.prices).toBeUndefined(),
);

test('an answer costs its tokens at the price of a million', () => {
  const usage = { inputTokens: 1000, outputTokens: 250 };
  expect(costOf(usage, { input: 2, output: 8, currency: 'CNY' })).toBeCloseTo(0.004, 10);
});

test('a connection that does not say so can chat', () => {
  const { onlySpeech: _, ...old } = connection;
  const read = readConnection(old);
  expect(read && canChat(read)).toBe(true);
  expect(canChat(connection)).toBe(false);
});
