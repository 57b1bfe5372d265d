import { simplified } from './simplified.ts';

/** A kind of amount: the questions that ask for it, and the units, after or before a number, that answer them. */
interface Quantity {
  asks: RegExp;
  fits: RegExp;
}

const hanNumber = '[零〇一二两三四五六七八九十百千万亿半数几]{1,10}';
const englishNumber =
  '(?:\\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\w{3,6}teen|\\w{3,5}ty|half|several|few|dozen|hundreds?|thousands?|millions?|billions?)\\b)';
const scale = '\\s?[余多来]?[万亿千百]{0,2}[余多]?个?\\s?(?:hundred|thousand|million|billion|trillion|bn)?[\\s-]?';
const any = `(?:\\d[\\d,.]{0,18}|${hanNumber}|${englishNumber})${scale}`;

/** A number with one of these units behind it. Every repetition is bounded: linear. */
const counted = (units: string, otherwise = ''): RegExp =>
  new RegExp(`${any}(?:${units})${otherwise && `|${otherwise}`}`, 'i');

const lengths =
  '公里|千米|厘米|公分|毫米|纳米|微米|海里|英里|英尺|英寸|光年|[米尺丈寸里](?!面)|(?:kilo|centi|milli|nano)?met(?:er|re)s?\\b|[kcmn]?m(?![a-z²³/])|km\\b|f(?:ee|oo)?t\\b|inch(?:es)?\\b|miles?\\b(?! per)|yards?\\b|light[- ]years?|nautical miles';
const times =
  '秒|分钟|刻钟|个?(?:多|半)?(?:小时|钟头|星期|礼拜|月|季度|学期|世纪)|[天日周年夜]|seconds?\\b|min(?:ute)?s?\\b|h(?:ou)?rs?\\b|days?\\b|nights?\\b|weeks?\\b|months?\\b|years?\\b|decades?\\b|centur(?:y|ies)\\b';
const money =
  '[亿万]?(?:[美欧日港韩加澳]?元|块|美金|欧|英镑|日圆|港币|人民币|卢比|卢布|法郎)|dollars?\\b|usd\\b|euros?\\b|eur\\b|pounds?\\b|gbp\\b|cents?\\b|yuan\\b|rmb\\b|cny\\b|yen\\b|rupees?\\b|pesos?\\b|francs?\\b|bucks\\b';
const weights =
  '公斤|千克|毫克|[克斤吨两磅]|盎司|kilo(?:gram(?:me)?)?s?\\b|(?:milli)?gram(?:me)?s?\\b|[km]?g\\b|lbs?\\b|pounds?\\b|ounces?\\b|oz\\b|tons?\\b|tonnes?\\b|stone\\b';

/** A noun that names an amount asks for it where the question ends with it, or with how much it is: 海拔, 海拔是多少. */
const named = (nouns: string): string =>
  `(?:${nouns})(?:大约|大概|约|一共|总共|达到|达|[是为有])?(?:$|多少|几[^个月号日])`;

const asking = (...patterns: string[]): RegExp => new RegExp(patterns.join('|'), 'i');

const quantities: Quantity[] = [
  {
    asks: asking(
      '多久|多长时间|多少时间|几(?:天|个?小时|分钟|周|个月)|多少(?:天|个?小时|分钟|个月)',
      named('时长'),
      '\\bhow many (?:seconds|minutes|hours|days|weeks|months|years)\\b|\\bhow much time\\b|\\bduration of\\b',
      '\\bhow long (?:do|does|did|will|would|can|could|should|has|have|had|to|until|before|after|ago|it|take)\\b',
      '\\bhow long (?:is|are|was|were) (?:[\\w-]{1,20} ){0,4}?(?:flight|drive|trip|journey|visit|war|wait|movie|film|game|season|course|warranty|stay|reign|day|year|trial|valid)\\b',
    ),
    fits: counted(times),
  },
  {
    asks: asking(
      '多[高深远宽厚](?!兴)',
      named('高度|海拔|身高|宽度|深度|长度|全长|距离|里程'),
      '\\bhow (?:high|tall|deep|far|wide|thick)\\b',
      '\\b(?:height|length|depth|width|distance|elevation|altitude) (?:of|between|from)\\b',
      '\\b(?:height|elevation|altitude|wingspan)$',
    ),
    fits: counted(lengths),
  },
  {
    // How long: a question that does not say whether of time or of space takes both.
    asks: asking('多长(?!时间)', '\\bhow long (?:is|are|was|were)\\b'),
    fits: counted(`${lengths}|${times}`),
  },
  {
    asks: asking(
      '多少(?:钱|[美欧日港]?元|块)|几[元块]钱|什么价',
      named('价格|售价|票价|房价|价钱|工资|薪水|学费|费用|营收|收入|净利润|票房'),
      '\\bhow much (?:money|do(?:es)? [^?]{1,60}(?:cost|charge|earn|make)|did [^?]{1,60}(?:cost|pay|earn|make|raise))\\b',
      '\\bhow much (?:is|are|was|were) (?:an?|the)\\b',
      '\\b(?:price|cost|salary|net worth|budget|revenue|net income|rent|tuition) (?:of|for|in)\\b',
      '\\b(?:price|cost|salary|net worth|budget|tuition)$',
    ),
    fits: counted(money, '(?:[$€£¥￥₹]|(?:rmb|usd|us\\$))\\s?\\d|\\d[万亿]|免费|\\bfree\\b'),
  },
  {
    asks: asking('多大(?:年纪|年龄|岁)|几岁|多少岁', named('年龄'), '\\bhow old\\b|\\bage of\\b'),
    fits: counted(
      '周?岁|年(?:的)?历史|years?[- ]old|years? of age',
      '\\baged? (?:of )?\\d|\\bborn\\b|出生|生于|\\b(?:built|founded|established) in\\b|建于|始建',
    ),
  },
  {
    asks: asking(
      '多重',
      named('重量|体重'),
      '\\bhow heavy\\b|\\bhow much do(?:es)? [^?]{1,60}weigh\\b|\\bweight of\\b',
    ),
    fits: counted(weights),
  },
  {
    asks: asking(
      '多少度|多[热冷]',
      named('温度|气温|水温|体温'),
      '\\bhow (?:hot|cold|warm)\\b|\\btemperature (?:of|in|for)\\b',
    ),
    fits: counted('度|摄氏|华氏|°|℃|℉|degrees?\\b', '零[上下]'),
  },
  {
    asks: asking(
      '百分之多少|百分之几|百分比|几成|几分之',
      named('率|比例|占比'),
      '\\bpercent(?:age)?\\b|\\bwhat (?:share|proportion)\\b',
    ),
    fits: counted('%|％|‰|成|percent|per cent', '百分之|千分之|分之|一半|\\bhalf\\b'),
  },
  {
    asks: asking(
      '多少(?:个?人|名|位)|几个?人',
      named('人口|人数'),
      '\\bpopulation (?:of|in)\\b|\\bpopulation$|\\bhow many people\\b',
    ),
    fits: counted(
      '[人名位口]|people\\b|persons?\\b|inhabitants\\b|residents\\b|citizens\\b',
      '\\d{1,3}(?:,\\d{3})+|\\d\\s?(?:[万亿]|million|billion)',
    ),
  },
  {
    asks: asking(named('面积'), '占地多少|多少(?:平|亩|公顷)', '\\b(?:floor |surface |land )?area of\\b'),
    fits: counted(
      '平方?(?:公里|千米|米|英里|英尺)?|公顷|[亩坪]|sq(?:uare)?\\.? ?\\w{1,12}|acres?\\b|hectares?\\b|[kcm]?m[²2]',
    ),
  },
  {
    asks: asking('多快', named('速度|时速'), '\\bhow fast\\b|\\bspeed of\\b'),
    fits: counted(
      '(?:[\\w.]{1,12}|公里|千米|米) ?(?:/|per|an|每) ?\\w|马赫|节|mph\\b|kph\\b|knots\\b',
      '时速|每小时|每秒|\\bmach\\b',
    ),
  },
];

/**
 * No question asks for an amount without one of these letters or words. Most have none of them, and the patterns above
 * take a browser that has just been started longer to compile than to write the rest of a prompt.
 */
const mayAsk =
  /[多几价度拔高长离程资薪费收润房龄重温率比口数积速]|\bhow |height|length|depth|width|distance|elevation|altitude|wingspan|duration|price|cost|salary|worth|budget|revenue|income|rent|tuition|age|weight|temperature|percent|share|proportion|population|area|speed/i;

/** A question for who, why, which or how wants no amount, though it may name one. */
const asksElse = /谁|为什么|为何|哪[个座种家里些位]|怎么|怎样|如何|影响|\b(?:who|why|which|where)\b/i;

/**
 * Whether a sentence holds an amount of the kind that a question asks for: a height in metres or feet, a price in money.
 * A date fits none of them. Undefined for a question that asks for no such amount, or for one without a unit of its own.
 */
export function amountAsked(wholeQuestion: string): ((sentence: string) => boolean) | undefined {
  const question = simplified(wholeQuestion.slice(0, 300)).replace(/[\s?？。]+$/, '');
  if (!mayAsk.test(question) || asksElse.test(question)) return undefined;
  const asked = quantities.filter(({ asks }) => asks.test(question)).slice(0, 2);
  if (asked.length === 0) return undefined;
  return (sentence) => {
    const undated = withoutDates(simplified(sentence));
    return asked.some(({ fits }) => fits.test(undated));
  };
}

const month = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\\.?';
const dates = new RegExp(
  [
    '(?<!\\d)(?:1\\d|20)\\d\\d ?年(?:代|底|初|末)?',
    '\\d{1,2} ?月(?: ?\\d{1,2} ?[日号])?',
    '\\d{1,2} ?[日号](?!线)',
    '\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}',
    '\\d{1,2}:\\d\\d',
    `\\b${month} \\d{1,2}(?:st|nd|rd|th)?(?!\\d)(?:,? (?:1\\d|20)\\d\\d)?`,
    `\\b\\d{1,2}(?:st|nd|rd|th)? (?:of )?${month}(?:,? (?:1\\d|20)\\d\\d)?`,
    `\\b${month},? (?:1\\d|20)\\d\\d`,
    '\\b(?:in|since|by|of|from|until|till|to|during|between|and|before|after|around|for|early|late|mid|year) (?:1[0-9]|20)\\d\\d\\b(?! [a-z]{2,15}s\\b)(?! ?(?:m|km|ft|feet|kg|%))',
    '\\b(?:1[5-9]|20)\\d\\ds?\\b(?=[,.;:)]|$)',
  ].join('|'),
  'gi',
);

/** A text with blanks for its dates and years, so that they pass for no amount. */
export const withoutDates = (text: string): string => text.replace(dates, ' ');
