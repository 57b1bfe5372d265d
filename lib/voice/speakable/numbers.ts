import type { SpokenLanguage } from './utterance.ts';

/** Dates, telephone numbers, ranges, scores, negatives and money as one says them. No digit is lost or joined to another. */
export function spokenNumbers(text: string, lang: SpokenLanguage): string {
  if (!/\d/.test(text)) return text;
  const zh = lang === 'zh';
  const kept: string[] = [];
  // What must not be read as a range is put away: telephone numbers, ISBNs, codes with several hyphens.
  const put = (found: string): string => `\ue010${String.fromCharCode(0xe100 + kept.push(found) - 1)}`;
  let said = text
    .replace(dates, (found, year: string, _: string, month: string, day: string) => date(year, month, day, zh) ?? found)
    .replace(months, (found, year: string, month: string) => monthOf(year, month, zh) ?? found)
    .replace(/(年\d{1,2}月\d{1,2}日|\d{4})T(?=\d{2}:\d{2})/g, '$1 ')
    .replace(keeps, (found) => (kept.length < 500 ? put(found) : found));
  said = ranges(money(said, zh), zh);
  said = negatives(said, zh);
  if (zh) said = said.replace(/(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)/g, (number) => number.replaceAll(',', ''));
  return said.replace(/\ue010([\ue100-\uf8ff])/g, (_, index: string) => kept[index.charCodeAt(0) - 0xe100] ?? '');
}

const dates = /(?<![\d.-])((?:1[5-9]|20|21)\d{2})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d-]|\.\d)/g;
const months = /(?<![\d.-])((?:19|20)\d{2})[-/](0[1-9]|1[0-2])(?![\d-]|\/\d)/g;
const keeps =
  /(?<![\w.])(?:\+\d{1,3}[- ]?)?(?:\(\d{3}\) ?\d{3}-\d{4}|\(?0\d{2,3}\)?[- ]\d{3,4}[- ]?\d{4}|0\d{2,3}-\d{7,8}|1[3-9]\d-\d{4}-\d{4}|400-\d{3,4}-\d{3,4}|1-8\d{2}-\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|\d{3}-\d{4}-\d{4}|\d+(?:-\d+){2,}|\d+(?:\.\d+){2,})(?![\w])/g;

const monthNames = 'January February March April May June July August September October November December'.split(' ');

function date(year: string, month: string, day: string, zh: boolean): string | undefined {
  const name = monthNames[Number(month) - 1];
  if (!name) return undefined;
  return zh ? `${year}年${Number(month)}月${Number(day)}日` : `${name} ${Number(day)}, ${year}`;
}

const monthOf = (year: string, month: string, zh: boolean): string | undefined =>
  zh ? `${year}年${Number(month)}月` : `${monthNames[Number(month) - 1]} ${year}`;

// ---- money

const currencies: Record<string, [string, string]> = {
  $: ['美元', 'dollars'],
  US$: ['美元', 'US dollars'],
  HK$: ['港元', 'Hong Kong dollars'],
  NT$: ['新台币', 'Taiwan dollars'],
  A$: ['澳元', 'Australian dollars'],
  C$: ['加元', 'Canadian dollars'],
  S$: ['新元', 'Singapore dollars'],
  '¥': ['元', 'yuan'],
  '￥': ['元', 'yuan'],
  '€': ['欧元', 'euros'],
  '£': ['英镑', 'pounds'],
};
const large: Record<string, string> = {
  K: 'thousand',
  k: 'thousand',
  M: 'million',
  B: 'billion',
  bn: 'billion',
  T: 'trillion',
};

const amount = '\\d+(?:,\\d{3})*(?:\\.\\d+)?';
const sums = new RegExp(
  `(US|HK|NT|A|C|S)?([$¥￥€£])\\s?(${amount})(?:\\s?[-–—~～至到]\\s?[$¥￥€£]?(${amount}))?( ?(?:[KkMBT]|bn)(?![A-Za-z])| (?:thousand|million|billion|trillion)\\b|[千百]?[万亿]|千|百)?(?:元|美元|欧元|英镑| dollars?)?`,
  'g',
);

function money(text: string, zh: boolean): string {
  return text.replace(
    sums,
    (found, country: string | undefined, sign: string, low: string, high?: string, scale?: string) => {
      const names = currencies[(country ?? '') + sign] ?? currencies[sign] ?? ['', ''];
      const size = scale ? (large[scale.trim()] ?? scale.trim()) : '';
      // "$10" is read well by English voices; "$1.2B" and "¥5" are not.
      if (!zh && sign === '$' && !country && size === '') return high ? `$${low} to $${high}` : found;
      const range = high ? `${low}${zh ? '到' : ' to '}${high}` : low;
      if (!zh) return `${range}${size ? ` ${size}` : ''} ${names[1]}`;
      return /^[a-z]/.test(size) ? `${range} ${size} ${names[0]}` : `${range}${size}${names[0]}`;
    },
  );
}

// ---- ranges and negatives

const measured =
  '(?:\\s?(?:%|‰|℃|°[CF]?|[万亿千百]+|[年月日号岁个天周小时分钟点元米公里斤克次人倍]{1,2}|km|kg|cm|mm|mg|ml|GB|MB|TB))?';
const range = new RegExp(
  `(?<![\\w.,$-]|[A-Za-z]-)([-−]?${amount}(?::\\d{2})?)(${measured})\\s?(?:[-–—−~～]|--|——)\\s?(?=约?(-?\\$?${amount}(?::\\d{2})?)(?![\\w.]*-\\w))`,
  'g',
);

function ranges(text: string, zh: boolean): string {
  return text
    .replace(range, (found, low: string, unit: string, high: string, at: number, whole: string) => {
      const after = whole.slice(at + found.length + high.length);
      if (/^\s?=/.test(after) && unit === '') return `${low}${zh ? '减' : ' minus '}`;
      const isScore = unit === '' && /[-:]/.test(found) && Number(low) > Number(high) && Number(low) < 30;
      return `${low}${unit}${zh ? (isScore ? '比' : '到') : ' to '}`;
    })
    .replace(
      /(周[一二三四五六日天]|星期[一二三四五六日天]|[上下]午|[\u4e00-\u9fff])\s?[~～]\s?(?=[\u4e00-\u9fff])/g,
      '$1到',
    )
    .replace(/(周[一二三四五六日天])[-–—](?=周[一二三四五六日天])/g, '$1到');
}

function negatives(text: string, zh: boolean): string {
  const cold = /(^|[^\w\d)）.%])[-−–](\d+(?:\.\d+)?)(?=(?:到[-−]?\d+(?:\.\d+)?)?\s?(?:℃|°\s?C|摄氏度|度))/g;
  const below = /(^|[^\w\d)）.%])[-−–](?=\d)/g;
  if (!zh) return text.replace(below, '$1minus ');
  return text.replace(cold, '$1零下$2').replace(below, '$1负');
}
