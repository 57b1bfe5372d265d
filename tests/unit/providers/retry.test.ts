import { describe, expect, test } from 'vitest';
import type { AppErrorData, ErrorCode } from '../../../lib/model/errors.ts';
import { waitBefore } from '../../../lib/providers/retry.ts';
import { readRetryAfter } from '../../../lib/providers/retry-after.ts';

const error = (code: ErrorCode, more: Partial<AppErrorData> = {}): AppErrorData => ({ code, detail: '', ...more });

describe('asking again', () => {
  test.each(['serverFailed', 'overloaded', 'interrupted', 'rateLimited'] as const)(
    '%s is asked three times in all',
    (code) => {
      expect([1, 2, 3].map((made) => waitBefore(error(code), made) !== undefined)).toEqual([true, true, false]);
    },
  );

  test('a network failure is asked twice in all', () => {
    expect([1, 2].map((made) => waitBefore(error('network'), made) !== undefined)).toEqual([true, false]);
  });

  test.each([
    'badKey',
    'noCredit',
    'noModel',
    'tooLong',
    'filtered',
    'badRequest',
    'timeout',
    'stalled',
    'emptyReply',
    'redirected',
  ] as const)('%s is never asked again', (code) => {
    expect(waitBefore(error(code), 1)).toBeUndefined();
  });

  test("a relay's own timeout is asked once more", () => {
    expect([1, 2].map((made) => waitBefore(error('timeout', { status: 524 }), made) !== undefined)).toEqual([
      true,
      false,
    ]);
  });

  test('the wait is 0.5 to 8 s and grows', () => {
    for (let made = 1; made <= 2; made++) {
      expect(waitBefore(error('serverFailed'), made, () => 0)).toBe(500);
      expect(waitBefore(error('serverFailed'), made, () => 1)).toBe(1000 * 2 ** made);
    }
  });

  test('what the server asks for is what it gets', () => {
    expect(waitBefore(error('rateLimited', { retryAfterMs: 120_000 }), 1)).toBe(120_000);
  });
});

describe('Retry-After', () => {
  const read = (headers: Record<string, string>, body = '', now = 0) => readRetryAfter(new Headers(headers), body, now);

  test('in seconds, in milliseconds, or in the body', () => {
    expect(read({ 'retry-after': '1.5' })).toBe(1500);
    expect(read({ 'retry-after-ms': '250', 'retry-after': '9' })).toBe(250);
    expect(read({}, '{"error":{"details":[{"retryDelay":"36s"}]}}')).toBe(36_000);
  });

  test('as a date, by the clock of the server when it has one', () => {
    const at = 'Wed, 01 Jul 2026 10:00:30 GMT';
    expect(read({ 'retry-after': at }, '', Date.parse(at) - 30_000)).toBe(30_000);
    expect(read({ 'retry-after': at, date: 'Wed, 01 Jul 2026 10:00:00 GMT' }, '', 0)).toBe(30_000);
  });

  test('is never longer than 10 minutes nor shorter than nothing', () => {
    expect(read({ 'retry-after': '86400' })).toBe(600_000);
    expect(read({ 'retry-after': 'Wed, 01 Jul 2020 10:00:00 GMT' }, '', Date.now())).toBe(0);
  });

  test('absent or senseless is absent', () => {
    expect(read({})).toBeUndefined();
    expect(read({ 'retry-after': 'soon' })).toBeUndefined();
  });
});
