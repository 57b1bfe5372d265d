import type { Laid } from './differences.ts';
import { isSameNumber, type NumberMention, numbersIn } from './numbers.ts';
import { simplified } from './simplified.ts';
import { isCommon, type Term } from './terms.ts';

/** Whether one of two texts denies what the other does not: a "not" before words that both have. */
export function denial({ claim, sentence, ours, theirs, partner }: Laid): boolean {
  const ourPartner = new Map<number, number>();
  partner.forEach((their, our) => {
    if (their >= 0) ourPartner.set(their, our);
  });
  // Each denial as the shared words it may deny, by their places in the claim.
  const we = denials(claim.text, ours, (index) => ((partner[index] ?? -1) >= 0 ? index : undefined));
  const they = denials(sentence, theirs, (index) => ourPartner.get(index));
  const isIn = (denied: readonly number[], others: readonly number[][]): boolean =>
    others.some((other) => denied.some((word) => other.includes(word)));
  return we.some((denied) => !isIn(denied, they)) || they.some((denied) => !isIn(denied, we));
}

/**
 * Whether one says up and the other down: about the same number, or, where the two are alike on the whole, anywhere.
 */
export function reversal({ claim, sentence, theirs, partner }: Laid, areAlike: boolean): boolean {
  const others = numbersIn(sentence);
  for (const number of claim.numbers) {
    const same = others.filter((other) => isSameNumber(number, other));
    const ways = same.map((other) => directionAround(sentence, other)).filter((way) => way !== 0);
    const way = directionAround(claim.text, number);
    if (way !== 0 && ways.length > 0) return !ways.includes(way);
  }
  if (!areAlike) return false;
  const partners = partner.filter((index) => index >= 0);
  const between = sentence.slice(theirs[partners[0] ?? 0]?.start ?? 0, theirs[partners.at(-1) ?? -1]?.end ?? 0);
  return direction(claim.text) * direction(between) < 0;
}

const notNegative =
  /不仅|不但|不过|不同|不断|不少|不久|不论|不管|不止|不只|不错|不锈|不丹|不愧|不禁|不得不|不可或缺|不变|不一|差不多|了不起|对不起|无论|无锡|无线|无疑|无数|无限|无人机|非常|非洲|非典|未来|没收|沉没|淹没|未必不|莫非|除非|是不是|有没有|能不能|not only|no\. ?\d|no doubt/gi;
const negative =
  /[不没未無无非]|沒|并非|否认|拒绝|\b(?:not|never|no|nor|none|neither|without|cannot|nobody|nothing|nowhere|unable)\b|n['’]t\b/gi;
/** So many telling words after a "not" may be what it denies. */
const reach = 3;

/** For each "not" the shared words within its reach, where there are any. */
function denials(text: string, row: readonly Term[], shared: (index: number) => number | undefined): number[][] {
  const plain = simplified(text).replace(notNegative, (word) => ' '.repeat(word.length));
  const found: number[][] = [];
  let at = 0;
  for (const match of plain.matchAll(negative)) {
    const end = match.index + match[0].length;
    while (at < row.length && (row[at]?.start ?? 0) < end) at++;
    const denied: number[] = [];
    for (let index = at, told = 0; index < row.length && told < reach; index++) {
      if (isCommon(row[index]?.word ?? '')) continue;
      const word = shared(index);
      if (word !== undefined) denied.push(word);
      told++;
    }
    if (denied.length > 0) found.push(denied);
  }
  return found;
}

const up =
  /上升|增长|增加|增至|上涨|上调|提高|提升|攀升|升至|涨至|扩大|高于|超过|多于|好于|早于|顺差|战胜|击败|\b(?:increas\w*|ris(?:e|es|en|ing)|rose|gr(?:ow|ew|ows|own|owth|owing)|higher|more|gain(?:s|ed)?|above|surged?|climbed|exceed\w*|wins?|won|beat|defeated|up(?= (?:by )?[$€£¥#\d]))\b/i;
const down =
  /下降|减少|减至|下跌|下调|降低|下滑|回落|降至|跌至|缩小|低于|不足|少于|差于|晚于|逆差|败给|负于|\b(?:decreas\w*|f(?:all|alls|ell|allen|alling)|declin\w*|drop(?:s|ped|ping)?|lower|less|fewer|loss|below|plunged?|shr(?:ank|ink\w*)|los(?:e|es|t)|reduc\w*|down(?= (?:by )?[$€£¥#\d]))\b/i;

/** 1 up, -1 down, 0 neither or both. */
function direction(text: string): number {
  const plain = simplified(text);
  return Number(up.test(plain)) - Number(down.test(plain));
}

/** What is said right before or after a number, within its clause. */
function directionAround(text: string, { start, end }: NumberMention): number {
  const before = /[^，,。；;、()（）:：]*$/.exec(text.slice(Math.max(0, start - 24), start))?.[0] ?? '';
  const after = /^[^，,。；;、()（）:：]*/.exec(text.slice(end, end + 18))?.[0] ?? '';
  return direction(`${before}#`) || direction(`# ${after}`);
}
