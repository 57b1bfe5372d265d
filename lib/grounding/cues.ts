import { withoutDates } from './quantities.ts';
import { simplified } from './simplified.ts';

/** What a question asks for, and what a sentence that answers it tends to hold. Weak evidence, Chinese and English. */
interface Cue {
  asks: RegExp;
  answers: RegExp;
  /** Dates do not answer it: it asks for an amount. */
  isUndated?: true;
}

const han = '一二三四五六七八九十百千万亿两零〇半几数';
const months =
  'jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?';

const cues: Cue[] = [
  {
    // when
    asks: /何时|什么时|哪(一)?[年天月日]|几[月号日点时]|时间|日期|多会儿|\bwhen\b|\bwhat (year|date|day|time|month)\b|\b(release|start|end|opening) date\b/i,
    answers: new RegExp(
      `\\d{4}年|\\d月|\\d[日号]|\\d[点时]|\\d:\\d\\d|[${han}]月|世纪|年间|\\b(1\\d|20)\\d\\d\\b|\\b(${months})\\b`,
      'i',
    ),
  },
  {
    // how many, how much
    asks: /多[少大长高重远深宽快久]|几[个人名位次家种部届座所条只本层岁票倍]|人数|数量|总数|总计|票房|比分|价格|[^新]例数|率$|([额量]|营收|收入|利润|市值|面积|身高|体重|年龄|高度|长度|距离)([是为有]|$)|\bhow (many|much|long|old|tall|far|big|large|high|fast|often)\b|\b(number|amount|price|cost|score|population|percentage) of\b|\b(revenue|income|profit|budget|salary|net worth)\b/i,
    answers: new RegExp(
      `[\\d${han}]\\s*[余多]?[万亿千百]*[余多]?[\\u4e00-\\u9fff%％‰°]|\\d+(\\.\\d+)?\\s*[a-z%$€£]|[$€£¥￥]\\s*\\d|\\b(one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|billion)\\b|\\d[-:：–]\\d`,
      'i',
    ),
    isUndated: true,
  },
  {
    // who
    asks: /谁|何人|哪[位个]?(人|作家|导演|演员|皇帝|总统)|[是由]哪[位名]|(导演|作者|主演|演员|冠军|主席|总统|总理|首相|得主|创始人|发明者|教练|校长|市长|省长|主持人|队长|CEO)(是|有|名单|$)|\bwho(m|se)?\b/i,
    answers:
      /[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严金魏姜谢邹苏潘葛范彭鲁马方任袁柳史唐薛雷贺汤罗毕安常于傅顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪项董梁杜阮蓝季贾江郭梅林钟徐邱骆高夏蔡田胡霍万卢莫丁邓洪左石崔龚程陆翁甄段侯武刘龙叶白蒲乔谭温庄柴习翟欧][\u4e00-\u9fff]{1,2}([，、。）)（(”》\s]|[任为是出获导主和与及])|[\u4e00-\u9fff]·[\u4e00-\u9fff]|[A-Z][a-z]+ [A-Z][a-z]+/,
  },
  {
    // where
    asks: /哪[里裡儿兒]|何处|在哪|哪[个座]?(国家|国|城市|省|市|地方|地区|州|县|大学|学校)|地[点址]|位于|产地|故乡|出生地|\bwhere\b|\bwhat (country|city|place|state)\b|\blocation\b/i,
    answers:
      /[省市县区镇乡村州国街路岛山湖河湾港]|位于|坐落|地处|在[\u4e00-\u9fff]{2,8}(举行|举办|召开|出生|成立)|\b(in|at|near|from) (the )?[A-Z]/,
  },
  {
    // why
    asks: /为什么|為什麼|为何|為何|为啥|原因|怎么会|凭什么|\bwhy\b|\b(cause|reason)s?\b/i,
    answers:
      /因为|因為|由于|由於|因此|所以|原因|导致|之所以|缘于|源于|以致|使得|出于|\b(because|due to|since|caused?|reason|as a result|therefore|so that|leads? to)\b/i,
  },
  {
    // how
    asks: /怎[么样麼]|如何|方法|步骤|教程|攻略|怎样|咋|\bhow (to|do|does|can|should|did|is|are)\b|\bsteps?\b/i,
    answers:
      /首先|第[一二三]步|步骤|方法|可以|通过|点击|打开|选择|进入|然后|即可|需要|只要|用[\u4e00-\u9fff]|^\s*\d[.、)）]|\b(first|then|click|open|select|use|using|step|by \w+ing|you can|need to)\b/i,
  },
  {
    // what
    asks: /是什么|是啥|什么是|何谓|定义|含义|意思|区别|哪(些|个|种|两|几|部|一)|功效|作用|\bwhat('s| is| are| was| were| does)\b|\bmeaning\b|\bdefin/i,
    answers:
      /是指|指的是|是一[种个类款部项]|即|称为|叫做|叫作|被称|意思|包括|分别|分为|有：|《[^》]+》|“[^”]+”|\b(is|are|was|were) (a|an|the)\b|\b(refers? to|means?|known as|called|defined|include)/i,
  },
];

/** Words of a question that say what is asked, not what it is about. */
const questionWords =
  /为什么|為什麼|什么时候|什么|甚么|什麼|怎么样|怎么|怎样|怎麼|如何|为何|多少|哪些|哪个|哪里|哪儿|哪位|哪种|哪年|哪一|哪|谁|几个|是否|是不是|有没有|能不能|请问|吗|呢|嘛|吧/g;

/**
 * What the question asks for, ready to judge sentences: 1 when a sentence holds such a thing, 0 when not; more when it
 * holds it exactly, a whole date, or the very unit asked for ("多少个议席", "how many seats"), or tells of the event asked
 * about in other words (won, defeated). What the question itself says, as its year, is no answer to it.
 */
export function cueFor(wholeQuestion: string): (sentence: string) => number {
  const question = simplified(wholeQuestion.slice(0, 300));
  const asked = cues.filter((cue) => cue.asks.test(question)).slice(0, 2);
  const said = wordsSaid(question);
  const event = events.filter((cue) => cue.asks.test(question));
  const unit = unitAsked(question);
  const asksDate = datesAsked.test(question);
  if (asked.length + event.length === 0 && !unit && !asksDate) return () => 0;
  return (written) => {
    const sentence = simplified(written);
    const news = said ? sentence.replace(said, '#') : sentence;
    return (
      (asked.some((cue) => cue.answers.test(cue.isUndated ? withoutDates(news) : news)) ? 1 : 0) +
      (event.some((cue) => cue.answers.test(sentence)) ? ofEvent : 0) +
      (asksDate && wholeDate.test(news) ? exactDate : 0) +
      (unit?.test(sentence) ? exactUnit : 0)
    );
  };
}

/** Whether a sentence holds a date, or a year, that the question does not say; undefined for a question that asks for none. */
export function dateAsked(wholeQuestion: string): ((sentence: string) => boolean) | undefined {
  const question = simplified(wholeQuestion.slice(0, 300));
  const [when] = cues;
  if (!when?.asks.test(question)) return undefined;
  const said = wordsSaid(question);
  return (written) => {
    const sentence = simplified(written);
    return when.answers.test(said ? sentence.replace(said, '#') : sentence);
  };
}

/** What happened, in the question's words and in those of a report of it. */
const events: Cue[] = [
  {
    asks: /\bw[io]n(s|ner)?\b|\bchampions?\b|冠军|夺冠|获胜|赢/i,
    answers:
      /\b(w[io]n(s|ner|ning)?|beats?|defeat(s|ed|ing)?|champions?|claim(s|ed)|clinch(es|ed))\b|冠军|夺冠|获胜|击败|战胜|夺得/i,
  },
  {
    asks: /\b(releases?d?|come out|came out|launch(ed)?|premieres?d?)\b|上映|发布|发售|上市|开播|首播/i,
    answers:
      /\b(releases?d?|launch(ed|es)?|published|premieres?d?|debut(s|ed)?|came out|available)\b|上映|发布|发售|上市|开播|首播|推出/i,
  },
  {
    asks: /\b(direct(or|ed)|wrote|written|writer|author|founded|founder|invented)\b|导演|作者|创始人|创办|创立|发明/i,
    answers:
      /\b(direct(or|ed|s|ing)|wrote|written|writes?|authors?|found(ed|ers?|ing)|created|invent(ed|or))\b|导演|执导|作者|所著|创始人|创办|创立|创建|发明/i,
  },
];

const ofEvent = 1.5;
const exactDate = 1;
const exactUnit = 2.5;

const datesAsked = /何时|什么时|哪(一)?[天月日]|几[月号日]|时间|日期|\bwhen\b|\bdate\b/i;
const wholeDate = new RegExp(
  `\\d ?月 ?\\d{1,2} ?[日号]|\\b(${months})\\.? \\d{1,2}\\b|\\d (${months})\\b|\\d{4}[-/.]\\d{1,2}[-/.]\\d`,
  'i',
);

/** Numbers with what they count, and Latin words, of a question. */
function wordsSaid(question: string): RegExp | undefined {
  const said = Array.from(question.matchAll(/\d[\d.,]{0,12}[\u4e00-\u9fff]?|[A-Za-z][\w'-]{1,30}/g), ([word]) =>
    word.replace(/[.,]+(?=[^\d]|$)/g, ''),
  ).filter((word) => word.length > 1);
  if (said.length === 0) return undefined;
  const longestFirst = said.sort((a, b) => b.length - a.length).map((word) => word.replaceAll('.', '\\.'));
  return new RegExp(longestFirst.join('|'), 'gi');
}

/** A number before what a question wants counted. */
function unitAsked(question: string): RegExp | undefined {
  const counted = /(?:多少|几)([\u4e00-\u9fff]{1,4})/.exec(question)?.[1]?.replace(/[的是在了呢吗].*$/, '');
  if (counted) {
    const units = [counted, counted.slice(0, 2), ...(measures.test(counted) ? [counted.charAt(0)] : [])];
    return new RegExp(`[\\d${han}余多]\\s*(?:${units.join('|')})`);
  }
  const things = /\bhow many ([a-z]{3,20})/i.exec(question)?.[1];
  if (!things) return undefined;
  return new RegExp(`\\b(?:\\d[\\d,.]{0,12}|${englishNumber})(?: [\\w-]{1,20}){0,2} ${things.slice(0, -1)}`, 'i');
}

const measures = /^[个名人位次家种部届座所条只本层岁票倍年天月日元米吨亩艘架辆场支枚公千亿万]/;
const englishNumber =
  '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\w{3,6}teen|\\w{3,5}ty|hundred|thousand|million|billion)';

/** The question without its question words. */
export const topicOf = (question: string): string => simplified(question).replace(questionWords, ' ');

/** Words too common to be looked for. */
export const commonWords = new Set(
  '的 了 是 在 和 与 及 有 为 于 被 由 就 都 而 也 着 或 一个 这 那 其 之 a an the of in on at to for from by with and or is are was were be been do does did has have had it its this that who whom whose what when where which why how many much long can could should would will i you he she we they my your as not no than'.split(
    ' ',
  ),
);
