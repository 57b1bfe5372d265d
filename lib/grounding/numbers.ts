import { chineseValue, englishValue } from './numerals.ts';
import { simplified } from './simplified.ts';

/** A number as a text writes it, and what it says. */
export interface NumberMention {
  raw: string;
  start: number;
  end: number;
  value: number;
  kind: 'plain' | 'percent' | 'permille' | 'year' | 'month' | 'day';
  /** The value of its last written digit: 10,000 in 131万, 0.1 in 6.4. */
  step: number;
  /** False where the words may be no number: 一 of 一个, "one". Such a one is found, but not missed. */
  isSure: boolean;
}

/** All numbers of a text, in order: Arabic and full-width digits, 万 and million, 百分之, dates, numerals in words. Linear. */
export function numbersIn(text: string): NumberMention[] {
  const plain = simplified(halfWidth(text));
  const found: NumberMention[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(plain); match; match = pattern.exec(plain)) {
    const { index: start } = match;
    const add = (kind: NumberMention['kind'], value: number, more: Partial<NumberMention> = {}): void => {
      const end = more.end ?? start + match[0].length;
      const from = more.start ?? start;
      if (Number.isFinite(value)) {
        found.push({ raw: text.slice(from, end), start: from, end, value, kind, step: 1, isSure: true, ...more });
      }
    };
    readMatch(match.groups ?? {}, plain, start, add);
  }
  return found;
}

/**
 * Whether two numbers may be the same: equal, or one is the other rounded. 131万 is 1313851; 1015万 is not 1013万, for
 * they are equally exact. Years, months and days are never rounded.
 */
export function isSameNumber(one: NumberMention, other: NumberMention): boolean {
  if (!isSameKind(one.kind, other.kind)) return false;
  const difference = Math.abs(one.value - other.value);
  if (difference <= 1e-9 * Math.abs(one.value)) return true;
  if (isDatePart(one.kind) || isDatePart(other.kind)) return false;
  const [rough, exact] = one.step >= other.step ? [one, other] : [other, one];
  if (rough.step <= exact.step * 1.000001) return false;
  const digits = Math.abs(rough.value) / rough.step;
  const isRounded = digits >= 9.5 && difference <= rough.step * 0.500001;
  return isRounded || (difference < rough.step && difference <= 0.01 * Math.abs(exact.value));
}

// ---- how

const isDatePart = (kind: NumberMention['kind']): boolean => kind === 'year' || kind === 'month' || kind === 'day';

function isSameKind(one: NumberMention['kind'], other: NumberMention['kind']): boolean {
  if (one === other) return true;
  if (one === 'month' || other === 'month') return false;
  return one === 'plain' || other === 'plain';
}

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const monthName =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const small =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twelfth|hundred|thousand|million|billion|dozen';
const digits = '\\d{1,3}(?:[,\\u00a0\\u2009\\u202f]\\d{3}){1,6}(?!\\d)(?:\\.\\d{1,9})?|\\d{1,18}(?:\\.\\d{1,9})?';
const scale =
  '[余多来餘]?(?:万亿|千万|百万|十亿|百亿|千亿|[万萬亿億]|[百千](?![米克瓦卡赫兆]))|[ -]?(?:thousand|million|billion|trillion)(?![a-z])|[ ]?(?:bn|mn)(?![a-z])|[kK](?![a-zA-Z])';
const han = '零〇一二两三四五六七八九十百千万亿';

// Every repetition is bounded, so that no text costs more than linear time.
const pattern = new RegExp(
  [
    `(?<!\\d)(?<isoYear>[12]\\d{3})(?:(?<isoMark>[-/.])(?<isoMonth>0?[1-9]|1[0-2])\\k<isoMark>(?<isoDay>[0-2]?\\d|3[01]))(?!\\d)`,
    `(?<![\\d/.])(?<first>\\d{1,2})(?<mark>[/.])(?<second>\\d{1,2})\\k<mark>(?<lastYear>[12]\\d{3})(?!\\d)`,
    `(?<!\\d)(?<zhYear>[12]\\d{3})(?= ?年)`,
    `(?<!\\d)(?<zhMonth>0?[1-9]|1[0-2]) ?月(?!球)`,
    `(?<!\\d)(?<zhDay>[0-2]?\\d|3[01]) ?[日号號](?!线)`,
    `\\b(?<enMonth>${monthName})\\b\\.?(?:,? (?<enDay>[0-2]?\\d|3[01])(?:st|nd|rd|th)?(?![\\d.,]\\d|\\d))?`,
    `百分之(?<zhPercent>\\d{1,9}(?:\\.\\d{1,6})?|[${han}点]{1,12})`,
    `(?<below>\\d{1,6}|[${han}]{1,6})分之(?<above>\\d{1,6}|[${han}]{1,6})`,
    `(?<![\\dA-Za-z])(?<digits>${digits})(?<scale>${scale})?(?<unit> ?(?:%|％|‰|percent|per cent|pct|个百分点|個百分點))?`,
    `第?(?<zhNumeral>(?!零下)[${han}]{1,20})`,
    `\\b(?<enNumeral>(?:a(?= (?:hundred|thousand|million|billion|dozen)\\b)|one|${small})(?:[- ](?:and )?(?:one|${small})){0,8})\\b`,
  ].join('|'),
  'giu',
);

type Add = (kind: NumberMention['kind'], value: number, more?: Partial<NumberMention>) => void;

function readMatch(groups: Record<string, string | undefined>, text: string, start: number, add: Add): void {
  const { isoYear, zhYear, zhMonth, zhDay, enMonth, enDay, zhPercent, zhNumeral, enNumeral, lastYear, below } = groups;
  if (isoYear) {
    add('year', Number(isoYear));
    add('month', Number(groups.isoMonth));
    add('day', Number(groups.isoDay));
  } else if (lastYear) readSlashedDate(Number(groups.first), Number(groups.second), Number(lastYear), add);
  else if (zhYear) add('year', Number(zhYear));
  else if (zhMonth) add('month', Number(zhMonth));
  else if (zhDay) add('day', Number(zhDay));
  else if (enMonth) readEnglishMonth(enMonth, enDay, text, start, add);
  else if (below) readFraction(below, groups.above ?? '', add);
  else if (zhPercent) {
    const value = /\d/.test(zhPercent) ? Number(zhPercent) : chineseValue(zhPercent);
    add('percent', value, { step: stepOf(zhPercent, 1) });
  } else if (groups.digits) readDigits(groups.digits, groups, text, start, add);
  else if (zhNumeral) readChinese(zhNumeral, text, start, add);
  else if (enNumeral) {
    const isSure = !/^(a|one|second|third|hundred|thousand|million|billion|dozen)$/i.test(enNumeral);
    const value = englishValue(enNumeral);
    if (value > 0) add('plain', value, { isSure });
  }
}

/** 3/5/2020 is in March for some and in May for others: it holds either, and misses neither. */
function readSlashedDate(first: number, second: number, year: number, add: Add): void {
  add('year', year);
  const isSure = first > 12 || second > 12;
  if (second <= 12) {
    add('month', second, { isSure });
    add('day', first, { isSure });
  }
  if (first <= 12) {
    add('month', first, { isSure });
    add('day', second, { isSure });
  }
}

/** 三分之一 is some 33 %. */
function readFraction(below: string, above: string, add: Add): void {
  const [whole, part] = [below, above].map((text) => (/\d/.test(text) ? Number(text) : chineseValue(text)));
  if (whole !== undefined && part !== undefined && whole > 0) add('percent', (100 * part) / whole, { step: 1e-6 });
}

function readEnglishMonth(name: string, day: string | undefined, text: string, start: number, add: Add): void {
  const next = text.slice(start + name.length, start + name.length + 8);
  const before = text.slice(Math.max(0, start - 8), start);
  const isDated = day !== undefined || /^\.?,? \d/.test(next) || /\d(st|nd|rd|th)?( of)? $/.test(before);
  const mayBeWord = /^(may|march|mar|dec|jan|sep|oct)$/i.test(name);
  if (!isDated && (mayBeWord || !/^[A-Z]/.test(name))) return;
  const end = start + name.length;
  add('month', monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1, { end });
  if (day) add('day', Number(day), { start: text.indexOf(day, end) });
}

const scales: Record<string, number> = {
  百: 1e2,
  千: 1e3,
  万: 1e4,
  萬: 1e4,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  億: 1e8,
  十亿: 1e9,
  百亿: 1e10,
  千亿: 1e11,
  万亿: 1e12,
  k: 1e3,
  thousand: 1e3,
  mn: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
  trillion: 1e12,
};

function readDigits(
  written: string,
  groups: Record<string, string | undefined>,
  text: string,
  start: number,
  add: Add,
): void {
  const times = scales[(groups.scale ?? '').replace(/[余多来餘 -]/g, '').toLowerCase()] ?? 1;
  const number = Number(written.replace(/[^\d.]/g, '')) * (isBelowZero(text, start, start + written.length) ? -1 : 1);
  const step = stepOf(written, times);
  if (groups.unit) {
    add(groups.unit.includes('‰') ? 'permille' : 'percent', number * times, { step });
    return;
  }
  // 2018–19 ends in 2019.
  const century =
    /^\d\d$/.test(written) && /(?<!\d)([12]\d)\d\d[-–—/]$/.exec(text.slice(Math.max(0, start - 6), start))?.[1];
  if (century && times === 1) {
    add('year', Number(century + written));
    return;
  }
  const isYear = times === 1 && /^(1[0-9]|20)\d\d$/.test(written);
  const before = text.slice(Math.max(0, start - 1), start);
  // A lone digit right after a bracket or at a line's beginning with a dot is a list's mark; a sign is no part of a value.
  const isMark = /^\d$/.test(written) && /^[)）、]/.test(text.slice(start + written.length)) && /^[(（]?$/.test(before);
  add(isYear ? 'year' : 'plain', number * times, { step: isYear ? 1 : step, isSure: !isMark });
}

/** Of a temperature the sign is told; elsewhere a fall of 5 may be written -5. */
function isBelowZero(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + 24);
  if (!/^ ?(°|℃|℉|度|摄氏|华氏|degrees?\b)/i.test(after)) return false;
  const before = text.slice(Math.max(0, start - 8), start);
  return (
    /(^|[^\d°度℃℉ ])\s?[-−–]$|(零下|负)(摄氏|华氏)?$|\bminus $/i.test(before) ||
    /^[^,.;，。；]{0,14} below zero/i.test(after)
  );
}

function stepOf(written: string, times: number): number {
  const decimals = /\.(\d+)/.exec(written)?.[1]?.length ?? 0;
  const zeros = times === 1 && decimals === 0 ? (/0{3,}$/.exec(written.replace(/[^\d.]/g, ''))?.[0].length ?? 0) : 0;
  return times * 10 ** (zeros - decimals);
}

/** What makes a single numeral a count: 三年, 六届. */
const counted =
  /^[ 余多]?[年月日号個个名人位岁歲次届屆部座条條家倍种種项項章集天周小分秒米公里元国國省市州支场場组組月字层層级級代]/;
/** Words that only look like numbers. */
const idiom =
  /^(十分|万一|千万|一一|百般|千百|万万|三三两两|四方|四处|八方|万能|万分|一|二话|七八|百姓|千里|万里|三角|九州)$/;

function readChinese(numeral: string, text: string, start: number, add: Add): void {
  const isOrdinal = text.charAt(start) === '第';
  const end = start + numeral.length + (isOrdinal ? 1 : 0);
  const value = chineseValue(numeral);
  const after = text.slice(end, end + 2);
  const isYear = numeral.length === 4 && after.startsWith('年') && value >= 1000 && value < 2200;
  if (isYear) {
    add('year', value);
    return;
  }
  const hasScale = /[十百千万亿]/.test(numeral);
  const looksLike = hasScale ? numeral.length > 1 || counted.test(after) : numeral.length === 1 && counted.test(after);
  const isSure = looksLike && value > 1 && !idiom.test(numeral) && !(numeral === '十' && after.startsWith('分'));
  if (!(value > 0) && numeral !== '零') return;
  const kind = after.startsWith('月') && value <= 12 ? 'month' : /^[日号]/.test(after) && value <= 31 ? 'day' : 'plain';
  const scale = /万亿$/.test(numeral) ? 1e12 : /亿$/.test(numeral) ? 1e8 : /万$/.test(numeral) ? 1e4 : 1;
  add(kind, value, { isSure, step: kind === 'plain' ? scale : 1 });
}

/** Full-width digits and signs as plain ones; every letter keeps its place. */
const halfWidth = (text: string): string =>
  text.replace(/[０-９％]|(?<=[0-9０-９])[．，](?=[0-9０-９])/g, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
  );
