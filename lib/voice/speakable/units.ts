import type { SpokenLanguage } from './utterance.ts';

/** Units behind numbers, what is meant by a slash, powers and degrees, in words. */
export function spokenUnits(text: string, lang: SpokenLanguage): string {
  return slashes(measures(degrees(text, lang), lang), lang);
}

function degrees(text: string, lang: SpokenLanguage): string {
  const zh = lang === 'zh';
  return text
    .replace(/\s?(?:℃|°\s?C(?![A-Za-z]))/g, zh ? '摄氏度' : ' degrees Celsius')
    .replace(/\s?(?:℉|°\s?F(?![A-Za-z]))/g, zh ? '华氏度' : ' degrees Fahrenheit')
    .replace(/(?<=\d)\s?[°º]/g, zh ? '度' : ' degrees')
    .replace(/(?<=\d)′/g, zh ? '分' : ' minutes')
    .replace(/(?<=\d)″/g, zh ? '秒' : ' seconds')
    .replace(/[°º′″]/g, '')
    .replace(/(\d+(?:\.\d+)?)\s?‰/g, zh ? '千分之$1' : '$1 per thousand');
}

/** Chinese, and English only where a voice misreads the letters. */
const names: Record<string, [string, string?]> = {
  'km/h': ['公里每小时', 'kilometers per hour'],
  kph: ['公里每小时', 'kilometers per hour'],
  mph: ['英里每小时', 'miles per hour'],
  'm/s': ['米每秒', 'meters per second'],
  'km²': ['平方公里', 'square kilometers'],
  'm²': ['平方米', 'square meters'],
  'cm²': ['平方厘米', 'square centimeters'],
  'mm²': ['平方毫米', 'square millimeters'],
  'm³': ['立方米', 'cubic meters'],
  'cm³': ['立方厘米', 'cubic centimeters'],
  '㎡': ['平方米', 'square meters'],
  'mg/dL': ['毫克每分升', 'milligrams per deciliter'],
  'mg/L': ['毫克每升', 'milligrams per liter'],
  'mg/kg': ['毫克每千克', 'milligrams per kilogram'],
  'mmol/L': ['毫摩尔每升', 'millimoles per liter'],
  'g/L': ['克每升', 'grams per liter'],
  'g/mL': ['克每毫升', 'grams per milliliter'],
  'g/cm³': ['克每立方厘米', 'grams per cubic centimeter'],
  'kg/m³': ['千克每立方米', 'kilograms per cubic meter'],
  'kg/m²': ['千克每平方米', 'kilograms per square meter'],
  µg: ['微克', 'micrograms'],
  μg: ['微克', 'micrograms'],
  µm: ['微米', 'micrometers'],
  μm: ['微米', 'micrometers'],
  Ω: ['欧姆', 'ohms'],
  'MB/s': ['MB 每秒', 'megabytes per second'],
  'GB/s': ['GB 每秒', 'gigabytes per second'],
  'Mbit/s': ['兆比特每秒', 'megabits per second'],
  km: ['公里'],
  kg: ['公斤'],
  cm: ['厘米'],
  mm: ['毫米'],
  nm: ['纳米'],
  mg: ['毫克'],
  ml: ['毫升'],
  mL: ['毫升'],
  kWh: ['千瓦时'],
  kW: ['千瓦'],
  MW: ['兆瓦'],
  kcal: ['千卡'],
  mmHg: ['毫米汞柱', 'millimeters of mercury'],
  min: ['分钟'],
  ms: ['毫秒'],
  g: ['克'],
  m: ['米'],
  L: ['升'],
  h: ['小时'],
};

const written = Object.keys(names)
  .sort((a, b) => b.length - a.length)
  .join('|');
const behindNumber = new RegExp(`(?<=\\d|[万亿千百] ?)( ?)(${written})(?![A-Za-z0-9²³^'’])`, 'g');

function measures(text: string, lang: SpokenLanguage): string {
  return text
    .replace(/(?<=\b(?:[ckm]?m|g\/c?m|kg\/m))\^?([23])(?!\d)(?<=[\d ](?:[ckm]?m|g\/c?m|kg\/m)\^?[23])/g, (power) =>
      power.endsWith('2') ? '²' : '³',
    )
    .replace(behindNumber, (_, space: string, unit: string) => {
      const [chinese, english] = names[unit] ?? [unit];
      return lang === 'zh' ? chinese : english ? ` ${english}` : space + unit;
    });
}

const counts =
  '[次元人个天度升克吨米页只件分块台套份毛角岁]|小时|分钟|公里|公斤|毫克|毫升|千米|美元|千克|千瓦|亿元|万元|欧元';
const per =
  '分钟|小时|秒钟?|[天日周月年人次趟斤升吨米晚份位瓶件]|公斤|公里|平方米|立方米|平方公里|千克|千瓦时|月份|季度|人次';
const chinesePer = new RegExp(
  `(?<=(?:\\d[\\d.,]*\\s?|[万亿千百]|^|[^\\u4e00-\\u9fff])(?:${counts}))\\s?/\\s?(?=(?:${per})(?![\\u4e00-\\u9fff]{2}))`,
  'g',
);
const afterNumber = /(?<=\d[\d.,]*\s?[\u4e00-\u9fff]{1,3})\s?\/\s?(?=[\u4e00-\u9fff]{1,2}(?![\u4e00-\u9fff]{2}))/g;

const englishPer: Record<string, string> = {
  yr: 'year',
  mo: 'month',
  wk: 'week',
  hr: 'hour',
  h: 'hour',
  s: 'second',
  sec: 'second',
  min: 'minute',
  lb: 'pound',
  kg: 'kilogram',
  g: 'gram',
  mi: 'mile',
  km: 'kilometer',
};
const time =
  /(?<=[\d%A-Za-z]|元)\s?\/\s?(year|month|week|day|hour|minute|second|night|person|user|gallon|liter|yr|mo|wk|hr|h|sec|s|min|lb|kg|mi|km)(?![A-Za-z/])/g;

function slashes(text: string, lang: SpokenLanguage): string {
  if (!text.includes('/')) return text;
  const zh = lang === 'zh';
  return text
    .replace(/(?<=\d)\/(?=\d+\s?(?:mmHg|毫米汞柱|millimeters of))/g, zh ? '比' : ' over ')
    .replace(/(?<=\d[A-Za-z%]{1,3})\/(?=\d+(?:\.\d+)?[A-Za-z%])/g, zh ? '、' : ', ')
    .replace(chinesePer, '每')
    .replace(afterNumber, '每')
    .replace(time, (found, unit: string, at: number, whole: string) => {
      const before = whole.slice(Math.max(0, at - 24), at);
      if (!/\d|[a-z]{3}$|元/.test(before) || /(?:year|month|week|day|hour|minute|second)$/.test(before)) return found;
      return zh ? `每${chineseTime[unit] ?? unit}` : ` per ${englishPer[unit] ?? unit}`;
    })
    .replace(/(?<![\d/.])(\d{1,2})\/(\d{1,3})(?![\d/])/g, (found, top: string, bottom: string) =>
      zh && Number(top) < Number(bottom) ? `${bottom}分之${top}` : found,
    )
    .replace(/(?<=[\u4e00-\u9fff）”])\s?\/\s?(?=[\u4e00-\u9fff（“])/g, '或')
    .replace(/(?<=\d[\d.,]*\s?[A-Za-z]{1,8})\/(?=[a-z]{3,}\b)/g, zh ? '每' : ' per ')
    .replace(/\band\/or\b/gi, 'and or')
    .replace(/(?<=\b[A-Za-z]?[a-z]{2,}) ?\/ ?(?=[a-z]{2,}\b)/g, zh ? ' 或 ' : ' or ')
    .replace(/(?<=\S) \/ (?=\S)/g, zh ? '或' : ' or ')
    .replace(/(?<=[\u4e00-\u9fff])\/(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])\/(?=[\u4e00-\u9fff])/g, '或')
    .replace(/(^|[\s，。：（(])\/+(?=\w)|\/+(?=$|[\s，。,.;)）])|\/{2,}/g, '$1 ')
    .replace(/(?<=[a-z.]{2,})\/(?=[a-z.]{2,})/g, ' ');
}

const chineseTime: Record<string, string> = {
  year: '年',
  yr: '年',
  month: '月',
  mo: '月',
  week: '周',
  wk: '周',
  day: '天',
  night: '晚',
  person: '人',
  user: '用户',
  hour: '小时',
  hr: '小时',
  h: '小时',
  minute: '分钟',
  min: '分钟',
  second: '秒',
  sec: '秒',
  s: '秒',
  kg: '公斤',
  km: '公里',
};
