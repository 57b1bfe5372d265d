import { expect, test } from 'vitest';
import { redact } from '../../../lib/providers/redact.ts';

const key = 'abcdEFGH-1234567890-zyxwVUTS';

test.each([
  ['the key itself', `Incorrect API key provided: ${key}.`],
  ['its first half', `Incorrect API key provided: ${key.slice(0, 15)}…`],
  ['its last half', `Key …${key.slice(-14)} is disabled`],
  ['the key in an address', `GET /v1?x=1&api-key=${key}`],
])('%s goes', (_, text) => {
  const clean = redact(text, key);
  expect(clean).not.toContain(key.slice(0, 10));
  expect(clean).not.toContain(key.slice(-10));
});

test.each([
  ['Authorization: Bearer abc.def-123', 'abc.def-123'],
  ['key sk-proj-AbC123_xyz456', 'AbC123'],
  ['sk-abcd****wxyz', 'wxyz'],
  ['{"api_key":"s3cr3tvalue"}', 's3cr3tvalue'],
  ['x-api-key: s3cr3tvalue', 's3cr3tvalue'],
  ['https://h/v1?key=s3cr3tvalue&b=1', 's3cr3tvalue'],
  ['gsk_abcdefghijklmnop', 'abcdefgh'],
  ['AIzaSyA1234567890abcdef', 'SyA123'],
])('%s: the secret goes though it is not the key', (text, secret) => {
  expect(redact(text, key)).not.toContain(secret);
});

test('the rest of the sentence stays', () => {
  expect(redact(`The key ${key} is not valid for api.example.org`, key)).toBe(
    'The key ••• is not valid for api.example.org',
  );
});

test('a key that is a common short word blanks nothing', () => {
  expect(redact('none of the models', 'none')).toBe('none of the models');
});
