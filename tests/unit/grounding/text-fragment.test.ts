import { describe, expect, test } from 'vitest';
import { atSentence } from '../../../lib/grounding/text-fragment.ts';
import { hostile, randomFrom } from './make.ts';

/** What a browser looks for: decoded as wicg.github.io/scroll-to-text-fragment says. */
function sought(address: string): string[] {
  const [, directive = ''] = address.split(':~:text=');
  return directive.split(',').map(decodeURIComponent);
}

describe('an address at a sentence', () => {
  test('names a short sentence whole', () =>
    expect(sought(atSentence('https://a.com/x?y=1', '塔高3米，很壮观。'))).toEqual(['塔高3米，很壮观。']));

  test('names a long one by its ends, cut between words', () => {
    const [start = '', end = '', ...more] = sought(
      atSentence(
        'https://a.com',
        'The Harbour Lighthouse was built in 1886 by the engineer Thomas Penrose of Bristol.',
      ),
    );
    expect([start, end, more]).toEqual(['The Harbour Lighthouse', 'Thomas Penrose of Bristol.'.slice(7), []]);
  });

  test('takes the longest run between dots, which stand for what is left out', () =>
    expect(sought(atSentence('https://a.com', '…短短的… 这一段比较长一些 ... 中等长度'))).toEqual([
      '这一段比较长一些',
    ]));

  test('keeps commas, dashes and ampersands out of the grammar', () => {
    const address = atSentence('https://a.com', 'a-b, c&d=e#f 100% 中-');
    expect(address.split(':~:text=')[1]).toMatch(/^[^-,&#]*$/);
    expect(sought(address)).toEqual(['a-b, c&d=e#f 100% 中-']);
  });

  test('keeps a hash and takes the place of an earlier fragment', () => {
    expect(atSentence('https://a.com/#part', '塔高三米')).toMatch(/#part:~:text=/);
    expect(atSentence('https://a.com/#part:~:text=old', '塔高三米')).toMatch(/#part:~:text=%E5/);
    expect(atSentence('https://a.com/#:~:text=old', '塔高三米')).toMatch(/\/#:~:text=%E5/);
  });

  test('is the address alone for too short a sentence, or no address', () => {
    expect(atSentence('https://a.com/', '三米…')).toBe('https://a.com/');
    expect(atSentence('not an address', '塔高三米很高')).toBe('not an address');
  });

  test('never fails and only names words of the sentence, whatever that is', () => {
    const random = randomFrom(5);
    const letters = ['中', 'a', ' ', '\ud800', '\udc00', '😀', '，', '-', '&', '…', '.', '\n', 'ی', '\u0301', '%'];
    const made = Array.from({ length: 500 }, () =>
      Array.from({ length: 1 + Math.floor(random() * 120) }, () => letters[Math.floor(random() * letters.length)]).join(
        '',
      ),
    );
    for (const sentence of [...made, ...Object.values(hostile)]) {
      const address = atSentence('https://a.com/', sentence);
      if (!address.includes(':~:')) continue;
      for (const part of sought(address)) {
        expect(sentence.includes(part), JSON.stringify(sentence.slice(0, 200))).toBe(true);
        expect(part.isWellFormed() && part.trim() !== '').toBe(true);
      }
    }
  });
});
