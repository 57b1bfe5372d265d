import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonical, sha256 } from '../../../lib/ledger/canonical.ts';

test('keys are sorted by UTF-16 units at every depth, and there is no white space', () => {
  const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude02': 5, '\u0080': 6, ö: [{ b: 1, a: null }] };
  expect(canonical(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":[{"a":null,"b":1}],"€":1,"\ud83d\ude02":5,"\ufb33":3}');
});

test('numbers are written as ECMAScript writes them', () => {
  expect(canonical([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0, 1])).toBe(
    '[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1]',
  );
});

test('the order in which properties were written does not matter, and undefined ones are not there', () => {
  expect(canonical({ b: 1, a: { d: undefined, c: '引' } })).toBe(canonical({ a: { c: '引' }, b: 1 }));
});

test('what JSON cannot say, and a key that no record has, is refused', () => {
  expect(() => canonical({ a: Number.NaN })).toThrow(TypeError);
  expect(() => canonical({ a: () => 1 })).toThrow(TypeError);
  expect(() => canonical(JSON.parse('{"a":{"__proto__":{"x":1}}}'))).toThrow(/__proto__/);
});

test('a lone surrogate is escaped, so that the hash is over one well-defined text', () => {
  expect(canonical('\ud800')).toBe('"\\ud800"');
});

test('the hash is SHA-256 of UTF-8', async () => {
  expect(await sha256('旁答')).toBe(createHash('sha256').update('旁答').digest('hex'));
});
