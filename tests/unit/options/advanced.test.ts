import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../lib/model/connection.ts';
import { problemsOf, type Typed, typedOf, withTyped } from '../../../lib/options/advanced.ts';

const connection: Connection = { id: 'c', name: 'c', preset: 'custom', baseUrl: 'https://a.test/v1', model: 'm' };
const typed = (change: Partial<Typed>): Typed => ({ ...typedOf(connection), ...change });
const taken = (change: Partial<Typed>) => withTyped(connection, typed(change));
const problem = (change: Partial<Typed>) => problemsOf(connection, typed(change))[0];

test('what is stored comes back as it was, through the typed form', () => {
  const stored: Connection = {
    ...connection,
    headers: { 'X-Team': 'search: a', 'x-trace': '' },
    parameters: { top_p: 0.9, reasoning: { effort: 'low' } },
    prices: { input: 0.5, output: 8, currency: 'USD' },
  };
  expect(withTyped(stored, typedOf(stored))).toEqual({ connection: stored });
});

test('emptied fields take away what was stored', () => {
  const stored = { ...connection, headers: { a: 'b' }, parameters: { top_p: 1 } };
  expect(withTyped(stored, typed({}))).toEqual({ connection });
});

describe('headers', () => {
  test('are one a line, with any colon and empty lines between', () => {
    expect(taken({ headers: 'X-A: 1\n\nX-B：2\n' })).toMatchObject({
      connection: { headers: { 'X-A': '1', 'X-B': '2' } },
    });
  });

  test.each([
    'Authorization: Bearer x',
    'api-key: x',
    'X-API-Key: x',
    'COOKIE: a=b',
    'Host: b.test',
    'Sec-Fetch-Site: none',
  ])('%s is not to be set here', (headers) =>
    expect(problem({ headers })).toMatchObject({ field: 'headers', code: 'ownHeader' }),
  );

  test.each([
    ['no colon here', 'badLine'],
    ['X Team: a', 'badName'],
    ['团队: a', 'badName'],
    [': a', 'badName'],
    ['X-Team: 搜索', 'badValue'],
  ])('%j is refused', (headers, code) => expect(problem({ headers })).toMatchObject({ field: 'headers', code }));
});

describe('parameters', () => {
  test.each([
    ['{ "top_p": ', 'badJson'],
    ['[1]', 'notObject'],
    ['3', 'notObject'],
    ['null', 'notObject'],
    ['{ "messages": [] }', 'ownParameter'],
    ['{ "stream": false }', 'ownParameter'],
  ])('%j are refused', (parameters, code) =>
    expect(problem({ parameters })).toMatchObject({ field: 'parameters', code }),
  );
});

describe('prices', () => {
  test('may be decimal with a comma, and one may be free', () => {
    expect(taken({ inputPrice: '0,5', outputPrice: '', currency: 'USD' })).toMatchObject({
      connection: { prices: { input: 0.5, output: 0, currency: 'USD' } },
    });
  });

  test.each(['abc', '-1', '1e999', '1.2.3', '¥2'])('%j is none', (outputPrice) => {
    expect(problem({ outputPrice })).toEqual({ field: 'prices', code: 'badPrice', what: outputPrice });
  });
});
