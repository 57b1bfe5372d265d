import { parseCommand } from '../commands/parse.ts';

/** Longer than this (letters) nobody says that they are listening. */
const longest = 24;

/** What listeners say so that the other goes on; compared without case, spaces and punctuation, and said again and again. */
const backchannel =
  /^(?:嗯|哦|噢|喔|啊|呃|唔|哈|好的|好吧|好|对的|对|是的|是啊|是|行|没错|明白了|明白|知道了|懂了|了解|原来如此|这样啊|uhhuh|mhm|mmhmm|mmhm|hmm|mm|um|uh|ohh?|ahh?|aha|okay|ok|right|alright|yeah|yes|yep|yup|sure|isee|gotit|wow|great|cool|nice)+$/u;

/**
 * Whether words that were heard while something was read ask for nothing: none at all, a listener's "mm" or "okay", or
 * our own words. A command ("stop") is one even where what is read has the same word.
 */
export function saysNothingNew(text: string, spoken: readonly string[]): boolean {
  const said = bare(text);
  if (said === '') return true;
  if (said.length <= longest && backchannel.test(said)) return true;
  if (parseCommand(text, { voice: 'speaking', hasAnswer: true, sources: 0 })) return false;
  return spoken.some((one) => bare(one).includes(said));
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
