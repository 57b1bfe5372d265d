import type { Message } from '../model/conversation.ts';

/** A text without what points to a person, and how many such things were in it. */
export interface Masked {
  text: string;
  count: number;
}

/**
 * Takes phone numbers, Chinese identity numbers and mail addresses out of a text. Numbers of services (95588, 400-…,
 * 010-…) stay: they are public, and often what is asked for. The words in their place are in the prompt's language.
 */
export function mask(text: string, inChinese: boolean): Masked {
  let count = 0;
  const words = inChinese ? wordsZh : wordsEn;
  const put = (word: string) => {
    count++;
    return word;
  };
  const masked = text
    .replace(mail, () => put(words.mail))
    .replace(identity, (number) => (isIdentity(number) ? put(words.identity) : number))
    .replace(mobile, (number, _, at: number, whole: string) => (isInPath(whole, at) ? number : put(words.phone)))
    .replace(international, () => put(words.phone));
  return { text: masked, count };
}

/** The same for all that is said to a model. */
export function maskedMessages(said: readonly Message[], inChinese: boolean): { messages: Message[]; masked: number } {
  let masked = 0;
  const messages = said.map((message) => {
    const { text, count } = mask(message.content, inChinese);
    masked += count;
    return { ...message, content: text };
  });
  return { messages, masked };
}

const wordsZh = { mail: '〔邮箱已隐去〕', identity: '〔证件号已隐去〕', phone: '〔手机号已隐去〕' };
const wordsEn = { mail: '‹e-mail hidden›', identity: '‹ID number hidden›', phone: '‹phone number hidden›' };

// Bounded on both sides, so that a long text costs linear time.
const mail = /(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![\w-])/g;
const identity = /(?<![\dXx])[1-9]\d{16}[\dXx](?![\dXx])/g;
/** What makes an amount of a number that stands before it. */
const unit = '\\.?\\d| ?(?:[元円€£%％]|[万萬亿億](?:元|美元|人|次)|美元|人民币|million|billion)';
/** Mainland mobile numbers, with or without the country's code and breaks, of which both are the same. */
const mobile = new RegExp(
  `(?<![\\d.]|[¥￥$€£] ?)(?:(?:\\+|00)?86[- ]?)?1[3-9]\\d(?:([- ]?)\\d{4}\\1|[- ]\\d{4})\\d{4}(?!${unit})`,
  'g',
);
/** Numbers written with a country's code: + and 8 to 15 digits (ITU-T E.164); no decimals, no 400 or 800 of a service. */
const international = new RegExp(
  `(?<![\\w+])\\+(?!\\d{1,15}\\.\\d{1,15}(?![.\\d])|86[- ]?[48]00)[1-9](?:[- ().]{0,2}\\d){7,14}(?!${unit})`,
  'g',
);

/** Whether a place is in the path of an address: there, such numbers name pages. */
function isInPath(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 300), at);
  const start = before.lastIndexOf('://');
  return start >= 0 && /^[!"$->@-~]*$/.test(before.slice(start)); // printable ASCII without # and ?
}

/** GB 11643: a date of birth in the middle and a check digit at the end tell it from any other long number. */
function isIdentity(number: string): boolean {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
  if (!year || year < 1900 || year > 2100 || !month || month > 12 || !day || day > 31) return false;
  let sum = 0;
  for (let at = 0; at < 17; at++) sum += Number(number[at]) * (2 ** (17 - at) % 11);
  return '10X98765432'[sum % 11] === number[17]?.toUpperCase();
}
