/** Numbers written in words. */

const hanDigits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const hanScales: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** What a Chinese numeral says: 一百二十, 三亿五千万, 二〇二一, 六点四. NaN for what is none. */
export function chineseValue(numeral: string): number {
  const [whole = '', fraction] = numeral.split('点');
  const value = /[十百千万亿]/.test(whole) ? scaled(whole) : positional(whole);
  return fraction ? value + positional(fraction) / 10 ** fraction.length : value;
}

function positional(digits: string): number {
  let value = digits === '' ? Number.NaN : 0;
  for (const letter of digits) value = value * 10 + (hanDigits[letter] ?? Number.NaN);
  return value;
}

function scaled(numeral: string): number {
  let total = 0; // what 亿 and 万 have closed
  let section = 0; // below 万
  let digit = 0;
  let last = 1;
  for (const letter of numeral) {
    const scale = hanScales[letter];
    if (letter === '亿' || letter === '万') {
      const times = letter === '亿' ? 1e8 : 1e4;
      const sum = section + digit || (total === 0 ? 1 : 0);
      // 万 before 亿 multiplies: 一万亿. Otherwise it adds: 三亿五千万.
      total = letter === '亿' ? (total + sum) * times : total + sum * times;
      section = 0;
      digit = 0;
      last = times;
    } else if (scale) {
      section += (digit || 1) * scale;
      digit = 0;
      last = scale;
    } else {
      digit = hanDigits[letter] ?? Number.NaN;
      if (digit === 0) last = 10; // after 零 a digit stands for itself
    }
  }
  // 三百五 is 350, 一万二 is 12,000: the last digit takes the next lower scale.
  return total + section + (last >= 100 && digit > 0 ? (digit * last) / 10 : digit);
}

const words: Record<string, number> = Object.fromEntries([
  ...'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value]),
  ...'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, at) => [word, 10 * (at + 2)]),
  ...'third fourth fifth sixth seventh eighth ninth tenth'.split(' ').map((word, at) => [word, at + 3]),
  ['twelfth', 12],
  ['a', 1],
  ['dozen', 12],
]);
const scales: Record<string, number> = { thousand: 1e3, million: 1e6, billion: 1e9 };

/** What an English numeral says: "twenty-one", "two hundred and five thousand". */
export function englishValue(numeral: string): number {
  let total = 0;
  let section = 0;
  for (const word of numeral.toLowerCase().split(/[- ]/)) {
    const scale = scales[word];
    if (scale) {
      total += (section || 1) * scale;
      section = 0;
    } else if (word === 'hundred') section = (section || 1) * 100;
    else if (word === 'dozen') section = (section || 1) * 12;
    else section += words[word] ?? 0;
  }
  return total + section;
}
