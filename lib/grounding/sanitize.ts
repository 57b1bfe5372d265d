import { withoutCitations } from './citations.ts';

/** Marks each line of a source in a prompt. No source keeps this letter, so none can imitate the mark. */
export const lineMark = '│';

/**
 * Text of a page, made safe to stand in a prompt as data: nothing invisible, no chat-template tokens, code fences, line
 * marks, or bracketed numbers that would pass for citations. Digits, units and punctuation stay as written: of Unicode's
 * compatibility forms only letters and digits that pose as plain ones are folded (Ｉｇｎｏｒｅ, 𝐈𝐠𝐧𝐨𝐫𝐞, １), because full NFKC
 * would turn m² into m2 and ，into a comma.
 */
export function sanitise(text: string): string {
  return withoutCitations(sanitiseQuestion(text))
    .replace(/[│┃｜❘⎮▏]/g, '|')
    .replace(/^(\s*S\d{1,3})\s*\|/gm, '$1:');
}

/** The same for a question, which may speak of `[3]`. */
export function sanitiseQuestion(text: string): string {
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
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085\u000b\u000c]/g, '\n')
    .replace(hidden, '')
    .replace(disguised, (letter) => letter.normalize('NFKC'));
}

// Zero-width and joining letters, soft hyphen, bidirectional controls, variation selectors, interlinear marks, tag
// letters, other controls, halves of pairs.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const hidden =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ud800-\udfff]/gu;

// Full-width letters and digits, mathematical alphabets, letters in circles and squares, ligatures.
const disguised =
  /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u{1d400}-\u{1d7ff}\u24b6-\u24e9\u{1f130}-\u{1f149}\ufb00-\ufb06]/gu;
