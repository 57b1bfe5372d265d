import { simplified } from '../../grounding/simplified.ts';
import { chinese, chineseAfter, chineseBefore, chineseChoice, chineseNumber } from './chinese.ts';
import type { CommandPattern, VoiceCommand } from './command.ts';
import { english, englishAfter, englishBefore, englishChoice, englishNumber } from './english.ts';

/** What is going on when something is heard. */
export interface HeardDuring {
  voice: 'speaking' | 'paused' | 'idle';
  /** An answer is there to be spoken about. */
  hasAnswer: boolean;
  /** How many sources the answer has; "the last one" is counted from here. */
  sources: number;
  /** Which source is to be read was asked: a number alone answers that. */
  offersSources?: boolean;
}

/** Longer utterances, without courtesies, are questions: letters of Han, words of English. */
const longest = { han: 14, words: 9 };

/**
 * The command that was said, or nothing when it was something else: only a whole utterance is a command, in Chinese or
 * English, with courtesies, hesitations, doubled words and usual misspellings of recognisers let pass.
 */
export function parseCommand(heard: string, during: HeardDuring): VoiceCommand | undefined {
  if (heard.length > 200 || (during.voice === 'idle' && !during.hasAnswer)) return undefined;
  const plain = normalised(heard);
  return commandIn(plain, during) ?? saidTwice(plain, during);
}

function normalised(heard: string): string {
  return simplified(heard.normalize('NFKC').toLowerCase())
    .replace(/['’‘`]/g, '')
    .replace(/[^\p{L}\p{N},.;!?，。；！？、]+/gu, ' ')
    .trim();
}

/** "停，别说了", "wait, wait a second": every part says the same. */
function saidTwice(plain: string, during: HeardDuring): VoiceCommand | undefined {
  const parts = plain.split(/[,.;!?，。；！？、]+/).filter((part) => part.trim() !== '');
  if (parts.length < 2 || parts.length > 4) return undefined;
  const commands = parts.filter((part) => !isCourtesy(part)).map((part) => commandIn(part, during));
  const [first] = commands;
  return commands.every((one) => first && one?.name === first.name) ? first : undefined;
}

function commandIn(text: string, during: HeardDuring): VoiceCommand | undefined {
  const spaced = text
    .replace(/[,.;!?，。；！？、]+/g, ' ')
    .replace(/(?<=[\u3400-\u9fff\d])\s+(?=[\u3400-\u9fff\d])|(?<=[\u3400-\u9fff])\s+|\s+(?=[\u3400-\u9fff])/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  for (const core of without(spaced)) {
    if (isLong(core)) continue;
    const found = matched(core, during) ?? matched(core.replace(/^(.+?)(?: ?\1)+$/, '$1'), during);
    if (found) return found;
  }
  return undefined;
}

/** The utterance, then with ever more courtesies taken off its ends. */
function without(text: string): string[] {
  const found = [text];
  for (let at = 0; at < found.length && found.length < 40; at++) {
    const core = found[at] ?? '';
    for (const pattern of [chineseAfter, englishAfter, chineseBefore, englishBefore]) {
      const shorter = core.replace(pattern, '').trim();
      if (shorter !== '' && !found.includes(shorter)) found.push(shorter);
    }
  }
  return found;
}

const isCourtesy = (part: string): boolean => {
  let core = part.replace(/\s+/g, ' ').trim();
  for (let before = ''; before !== core; ) {
    before = core;
    for (const pattern of [chineseBefore, chineseAfter, englishBefore, englishAfter])
      core = core.replace(pattern, '').trim();
  }
  return core === '';
};

const isLong = (text: string): boolean =>
  (text.match(/[\u3400-\u9fff]/g) ?? []).length > longest.han || text.split(' ').length > longest.words;

function matched(core: string, during: HeardDuring): VoiceCommand | undefined {
  const found = firstOf(chinese, core, chineseNumber, during) ?? firstOf(english, core, englishNumber, during);
  if (found || !during.offersSources) return found;
  return firstOf(chineseChoice, core, chineseNumber, during) ?? firstOf(englishChoice, core, englishNumber, during);
}

function firstOf(
  patterns: readonly CommandPattern[],
  core: string,
  numberOf: (word: string) => number | undefined,
  { sources }: HeardDuring,
): VoiceCommand | undefined {
  for (const { name, pattern } of patterns) {
    const found = pattern.exec(core);
    if (!found) continue;
    if (name !== 'readSource' && name !== 'openSource' && name !== 'expandPoint') return { name };
    const word = found.slice(1).find((group) => group !== undefined) ?? '';
    const said = numberOf(word);
    const number = said === -1 ? sources : said;
    if (number) return { name, number };
  }
  return undefined;
}
