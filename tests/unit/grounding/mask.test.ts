import { describe, expect, test } from 'vitest';
import { mask } from '../../../lib/grounding/mask.ts';
import { growth } from '../growth.ts';
import { hostile, randomFrom } from './make.ts';

const masked = (text: string): string => mask(text, true).text;

/** With the right check digit (GB 11643). */
function identity(first: string): string {
  const sum = [...first].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0);
  return first + '10X98765432'.charAt(sum % 11);
}

describe('what points to a person is taken out', () => {
  test.each([
    '13812345678',
    '138 1234 5678',
    '138-1234-5678',
    '138-12345678',
    '+86 13812345678',
    '+8613812345678',
    '0086-138-1234-5678',
    '8613812345678',
    '+1 (415) 555-2671',
    '+44 20 7946 0958',
    '+1.415.555.2671',
  ])('a phone number: %s', (number) => {
    expect(masked(`请打${number}。`)).toBe('请打〔手机号已隐去〕。');
    expect(masked(`1,${number},${number}，张三/${number}\n${number}`)).not.toMatch(/\d{3}/);
    expect(mask(`call ${number}.`, false)).toEqual({ text: 'call ‹phone number hidden›.', count: 1 });
  });

  test('an identity number, also one that ends with X', () => {
    const ends = Array.from({ length: 60 }, (_, n) => identity(`11010519491231${String(n).padStart(3, '0')}`));
    expect(ends.some((number) => number.endsWith('X'))).toBe(true);
    for (const number of ends) {
      expect(masked(`证件${number}，`)).toBe('证件〔证件号已隐去〕，');
      expect(masked(number.toLowerCase())).toBe('〔证件号已隐去〕');
    }
  });

  test('a mail address, beside Chinese too, and each is counted', () => {
    expect(mask('写信到a.b+c@mail.example.com.cn或x@y.io。', true)).toEqual({
      text: '写信到〔邮箱已隐去〕或〔邮箱已隐去〕。',
      count: 2,
    });
    expect(mask('13812345678 a@b.com', true).count).toBe(2);
  });

  test('what was put in is not looked at again', () => {
    const { text } = mask('a@b.com 13812345678', false);
    expect(mask(text, false)).toEqual({ text, count: 0 });
  });
});

describe('what only looks like it stays', () => {
  test.each([
    ['prices', '¥13812345678 $ 15912345678 13812345678元 13900000000 美元 1,381,234,567 +25000000元 +12,345,678'],
    ['dates', '2024-01-01 20240101 2019-2020 13/08/2024 +20240101%'],
    ['seasons', '约180 2019-2020赛季，第139 2020-2021'],
    ['order numbers', '订单202411241234567890 SF1381234567812 138123456789'],
    ['services', '95588 10086 12306 400-820-8820 4008208820 800-810-8888 010-88888888 +86 400 820 8820'],
    ['versions', 'v1.13.812345678 2.0.13812345678 1.38.1234.5678'],
    ['ISBN', 'ISBN 978-7-111-21382-6 9787111213826 978 7 139 12345 6 7-139-12345-6'],
    ['decimals', '0.13812345678 13812345678.55 +3.14159265358 +39.9042341 116.40741'],
    ['addresses', 'https://a.com/p/13812345678.html http://b.cn/x_13912345678/y'],
    ['long numbers', '6222021381234567890 1700000000000 314159265358979323846 1381234567813912345678'],
    ['identity numbers with another check digit', '110105194912310021 11010519491331002X'],
    ['no mail', '@张三 a@b user@localhost pkg@1.2.3 a @ b.com'],
    ['sums', '2+12345678 C+12345678'],
  ])('%s', (_, text) => expect(mask(text, true)).toEqual({ text, count: 0 }));

  test('but a number asked for in an address is taken out', () =>
    expect(masked('https://a.com/?phone=13812345678')).toBe('https://a.com/?phone=〔手机号已隐去〕'));

  test('of random numbers with eighteen digits few pass for identity numbers', () => {
    const random = randomFrom(3);
    const numbers = Array.from({ length: 2_000 }, () =>
      Array.from({ length: 18 }, (_, at) => (at === 0 ? 1 : Math.floor(random() * 10))).join(''),
    );
    expect(mask(numbers.join(' '), true).count).toBeLessThan(5);
  });
});

test('hostile texts lose nothing', () => {
  for (const text of Object.values(hostile)) expect(mask(text, true)).toEqual({ text, count: 0 });
});

test.each([
  'a',
  '1',
  '13',
  '13 ',
  '138 1234 ',
  '+1',
  '+1-',
  'a@',
  'a.',
  '@a.',
  'a@a.a@',
  '13812345678 ',
  '://1',
  '+86 ',
])(
  'a text of many "%s" takes linear time',
  (piece) => {
    const text = (length: number) => piece.repeat(length / piece.length);
    expect(growth((input: string) => mask(input, true), text(100_000), text(1_000_000), 40)).toBeLessThan(40);
  },
  60_000,
);
