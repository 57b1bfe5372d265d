import { bracketOpeners, withoutCitations } from './citations.ts';

/** Marks each line of a source in a prompt. No source keeps this letter, so none can imitate the mark. */
export const lineMark = '│';

/**
 * Text of a page, made safe to stand in a prompt as data: nothing invisible, no chat-template tokens, code fences, line
 * marks, or bracketed numbers that would pass for citations. Digits, units and punctuation stay as written: of Unicode's
 * compatibility forms only letters and digits that pose as plain ones are folded (Ｉｇｎｏｒｅ, 𝐈𝐠𝐧𝐨𝐫𝐞, １), because full NFKC
 * would turn m² into m2 and ，into a comma.
 */
export function sanitise(text: string): string {
  if (!mayChange.test(text)) return text.trim();
  return withoutCitations(sanitiseQuestion(text))
    .replace(/[│┃｜❘⎮▏]/g, '|')
    .replace(/^(\s*S\d{1,3})\s*\|/gm, '$1:');
}

/** The same for a question, which may speak of `[3]`. */
export function sanitiseQuestion(text: string): string {
  // Most texts have nothing to change: one look tells, for a dozen.
  if (!mayChange.test(text)) return text.trim();
  return visible(text)
    .replace(/[<＜] ?[|｜]/g, '‹')
    .replace(/[|｜] ?[>＞]/g, '›')
    .replace(/[[［](\/?(?:INST|SYS|SYSTEM|USER|ASSISTANT|AVAILABLE_TOOLS|TOOL_CALLS))[\]］]/gi, '($1)')
    .replace(/<<(\/?SYS)>>/gi, '‹$1›')
    .replace(
      /<(\/?(?:s|bos|eos|think|system|user|assistant|tool_call|(?:start|end)_of_turn|(?:sources|资料)[-\w]{0,64}))>/gi,
      '‹$1›',
    )
    .replace(/`{3,}|~{3,}/g, ' ')
    .replace(/[ \t\u00a0\u3000]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}

/** The text without what a reader cannot see; letters in disguise become plain. */
export function visible(text: string): string {
  if (!mayChange.test(text)) return text;
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(hidden, '')
    .replace(disguised, (letter) => letter.normalize('NFKC'));
}

/** Ranges of code points that a reader does not see. */
const unseen: [number, number][] = [
  [0x0, 0x8], // controls
  [0xe, 0x1f],
  [0x7f, 0x84],
  [0x86, 0x9f],
  [0xad, 0xad], // soft hyphen
  [0x34f, 0x34f], // joiners and fillers
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f], // zero-width, direction marks
  [0x202a, 0x202e], // bidirectional controls
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff], // halves of pairs
  [0xfe00, 0xfe0f], // variation selectors
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff], // tag letters, more variation selectors
];
const inClass = (code: number): string => `\\u{${code.toString(16)}}`;
const hiddenClass = unseen.map(([from, to]) => `${inClass(from)}-${inClass(to)}`).join('');
const hidden = new RegExp(`[${hiddenClass}]`, 'gu');

// Full-width letters and digits, mathematical alphabets, letters in circles and squares, ligatures.
const disguisedClass =
  '\\uff10-\\uff19\\uff21-\\uff3a\\uff41-\\uff5a\\u{1d400}-\\u{1d7ff}\\u24b6-\\u24e9\\u{1f130}-\\u{1f149}\\ufb00-\\ufb06';
const disguised = new RegExp(`[${disguisedClass}]`, 'gu');

/** What every rule above needs to change anything in a text, but for the spaces around it. */
const mayChange = new RegExp(
  `[\\r\\v\\f\\x85\\u2028\\u2029\\t\\xa0\\u3000<|｜│┃❘⎮▏${bracketOpeners}${hiddenClass}${disguisedClass}]|\`{3}|~{3}| [ \\n]|\\n[ \\n]`,
  'u',
);
