import type { LeftOut } from '../model/answer.ts';
import type { Source } from '../model/page.ts';
import { isHan } from './han.ts';
import { visible } from './sanitize.ts';
import { isDigit, isLetter } from './segment.ts';
import { simplified } from './simplified.ts';

/**
 * Parts the sources worth reading from those that say nothing, repeat an earlier one, or speak to the model instead of
 * the reader. Kept sources keep order and number.
 */
export function fold(sources: readonly Source[]): { kept: Source[]; left: LeftOut[] } {
  const kept: { source: Source; shingles: Set<number> }[] = [];
  const left: LeftOut[] = [];
  for (const source of sources) {
    const shingles = shinglesOf(source.text.trim() === '' ? (source.pageText ?? '') : source.text);
    const why =
      shingles.size === 0
        ? 'empty'
        : isInstruction(`${source.title}\n${source.text}`)
          ? 'instruction'
          : kept.some((earlier) => isDuplicate(earlier.shingles, shingles))
            ? 'duplicate'
            : undefined;
    if (why) left.push({ number: source.number, why });
    else kept.push({ source, shingles });
  }
  return { kept: kept.map(({ source }) => source), left };
}

/** Whether a text speaks to a language model: commands to drop its rules, roles, template tokens. */
export function isInstruction(text: string): boolean {
  const plain = visible(text);
  return needed.test(plain) && instructions.some(({ pattern }) => pattern.test(plain));
}

/**
 * What such texts say. No text has a `pattern` without what it `needs`, in letters of any case: most have none of that, and
 * a browser takes longer to compile all these patterns than to write the rest of a prompt.
 * Gaps are bounded, so that a long text costs linear time.
 */
export const instructions: readonly { needs: string; pattern: RegExp }[] = [
  {
    needs: 'ignore|disregard|forget|override|bypass|overlook',
    pattern:
      /\b(ignore|disregard|forget|override|bypass|overlook)\b[^.!?\n]{0,24}\b(previous|prior|above|earlier|preceding|foregoing|system|all|your|other)\b[^.!?\n]{0,24}\b(instructions?|prompts?|rules|directions|directives|commands|guidelines|messages|context)\b/i,
  },
  {
    needs: 'instruction|prompt',
    pattern:
      /\b(new|updated|real|actual|hidden|special|important) (system )?(instructions?|prompt) ?(for (the )?(ai|llm|model|assistant)|:)/i,
  },
  {
    needs: 'you are no',
    pattern:
      /\byou are (now|no longer) (an? |the )?(ai|assistant|chatbot|dan\b|bot|language model|unrestricted|jailbroken|developer mode)/i,
  },
  {
    needs: 'system prompt|your (?:instructions|prompt|rules)',
    pattern:
      /\b(reveal|print|repeat|output|show|leak|disclose)\b[^.!?\n]{0,20}\b(system prompt|your (instructions|prompt|rules))/i,
  },
  {
    needs: '(?:ai|intelligence|llm|language) ?(?:model|assistant|agent|chatbot|system|crawler|summari|bot)',
    pattern:
      /\b(as|if you are|attention|note to|message (to|for)|instructions? (to|for)|dear|hey) (an? |the |any |all )?(ai|artificial intelligence|llm|large language|language)( language)? ?(models?|assistants?|agents?|chatbots?|systems?|crawlers?|summari[sz]ers?|bots?)\b/i,
  },
  {
    needs: '(?:tell|inform|alert|to|warn) the (?:user|reader|human)',
    pattern:
      /\b(do not|don't|never) (tell|inform|alert|mention (this )?to|reveal (this )?to|warn) the (user|reader|human)\b/i,
  },
  {
    needs: '(?:in|to) your (?:answer|response|reply|summary|output)',
    pattern:
      /\b(in|to) your (answer|response|reply|summary|output)\b[^.!?\n]{0,40}\b(include|add|append|insert|link|image|recommend|mention)\b|\b(include|add|append|insert)\b[^.!?\n]{0,60}\b(in|to) your (answer|response|reply|summary|output)\b/i,
  },
  {
    needs: '<[|｜<]|INST\\]|_of_turn>',
    pattern: /<\|[\w ]{1,40}\|>|<｜[^｜\n]{1,40}｜>|\[\/?INST\]|<<\/?SYS>>|<(start|end)_of_turn>/i,
  },
  {
    needs: '忽略|无视|無視|忘[记掉記]|抛弃|不[要必](?:理会|遵)|覆盖|绕过',
    pattern:
      /(忽略|无视|無視|忘记|忘掉|忘記|抛弃|不要(理会|遵守|遵循)|不必(理会|遵守)|覆盖|绕过)[^。！？\n]{0,8}(以上|之前|上述|前面|先前|上面|此前|以前|所有|全部|系统|你的|任何)[^。！？\n]{0,8}(指令|指示|提示|要求|规则|命令|设定|设置|约束|限制|内容|对话|說明|说明)/,
  },
  {
    needs: '你现在',
    pattern: /你现在(是|扮演|将扮演|要扮演|不再是)[^。！？\n]{0,8}(AI|人工智能|助手|机器人|模型|DAN|管理员)/i,
  },
  {
    needs: '系统提示词|系统指令|提示词原文',
    pattern: /(输出|泄露|透露|打印|显示|告诉我|重复)[^。！？\n]{0,6}(你的)?(系统提示词|系统指令|提示词原文)/,
  },
  {
    needs:
      '(?:作为|身为|你是|致|请各?位?)(?:一个|一名|一位|各|所有)?(?:AI|人工智能|大模型|大语言模型|语言模型|聊天机器人|智能助手)',
    pattern:
      /(作为|身为|如果你是|假如你是|致|请各?位?)(一个|一名|一位|各|所有)?(AI|人工智能|大模型|大语言模型|语言模型|聊天机器人|智能助手)(语言)?(模型|助手|助理|读者|系统)?[，,：:]?[^。！？\n]{0,6}(我|你|请|必须|应当|须|务必|不能|无法)/i,
  },
  {
    needs: '(?:告诉|告知|提醒|透露给|通知)(?:用户|使用者|读者|人类)',
    pattern: /(不要|不得|切勿|别)(告诉|告知|提醒|透露给|通知)(用户|使用者|读者|人类)/,
  },
  {
    needs: '(?:回答|回复|输出|总结|摘要)的?(?:中|里|时|末尾|最后|开头|结尾)',
    pattern:
      /(请|务必|必须|应当|应该|一定要)[^。！？\n]{0,6}在?(你的)?(回答|回复|输出|总结|摘要)(的)?(中|里|时|末尾|最后|开头|结尾)[^。！？\n]{0,12}(包含|加入|加上|附上|插入|推荐|提到|写明|写上|输出|声明)/,
  },
];

const needed = new RegExp(instructions.map(({ needs }) => needs).join('|'), 'i');

/**
 * Overlapping runs of four words, as numbers: what two copies of one text share, whatever stands around. Words as
 * `eachWord` finds them, but for plurals and apostrophes; no string is made for one, since a background that was just
 * started does this for its first question.
 */
function shinglesOf(written: string): Set<number> {
  const text = simplified(written.slice(0, longest)).normalize('NFKD').toLowerCase();
  const shingles = new Set<number>();
  let [a, b, c, count] = [0, 0, 0, 0];
  const take = (d: number): void => {
    count++;
    if (count >= 4)
      shingles.add(
        (Math.imul(a, 31) ^ Math.imul(b, 37 * 37) ^ Math.imul(c, 41 ** 3) ^ Math.imul(d, 43 ** 4)) & smallInteger,
      );
    a = b;
    b = c;
    c = d;
  };
  let word = noWord;
  let isNumber = false;
  let previousHan = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    const isAccent = code >= 0x300 && code <= 0x36f;
    if (isAccent || (isNumber && joinsDigits(code) && isDigit(text.charCodeAt(at + 1)))) continue;
    const isPart = isDigit(code) || isLetter(code);
    if (word !== noWord && !(isPart && isDigit(code) === isNumber)) {
      take(word);
      word = noWord;
    }
    isNumber = isDigit(code);
    if (isPart) word = hashWith(word, code);
    const isHanLetter = isHan(code);
    if (isHanLetter && previousHan > 0) take(hashWith(hashWith(noWord, previousHan), code));
    if (isHanLetter) take(hashWith(noWord, code));
    previousHan = isHanLetter ? code : 0;
    if (code > 0xffff) at++;
  }
  if (word !== noWord) take(word);
  if (count > 0 && count < 4) shingles.add((a ^ Math.imul(b, 31) ^ Math.imul(c, 37 * 37)) & smallInteger);
  return shingles;
}

/** `,`, `.` and `:` within a number. */
const joinsDigits = (code: number): boolean => code === 0x2c || code === 0x2e || code === 0x3a;

/** FNV-1a. */
const noWord = 0x811c9dc5 | 0;
const hashWith = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

/** Cuts a number to what V8 keeps in a set without making an object of it. */
const smallInteger = 0x3fffffff;

/** Copies are told by their beginnings; the rest of a long text is not compared. */
const longest = 800;

function isDuplicate(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  if (few.size * 3 < many.size) return false; // a short quotation of a long text is not its copy
  let mayDiffer = few.size * 0.15;
  // Most texts are no copies, which a few of their words tell.
  for (const shingle of few) if (!many.has(shingle) && --mayDiffer < 0) return false;
  return true;
}
