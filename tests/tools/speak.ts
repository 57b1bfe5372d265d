/**
 * What would be spoken of an answer, as JSON: for each file the utterances in order, with their offsets in it.
 *
 *   node tests/tools/speak.ts FILE.md…            [{ file, units: [{ start, end, text, lang, cites, block, pauseAfterMs }] }]
 *   node tests/tools/speak.ts --lines FILE.md…    only the words, a line each
 *   node tests/tools/speak.ts --lang zh FILE.md…  the language of the question
 *
 * A file `-` is standard input. One file prints its list of units; several print one object each.
 */

import { readFileSync } from 'node:fs';
import { createUtterances } from '../../lib/voice/speakable/utterances.ts';

const words = process.argv.slice(2);
const asLines = words.includes('--lines');
const flag = words.indexOf('--lang');
const lang = flag < 0 ? undefined : words[flag + 1];
const files = words.filter((word, at) => !word.startsWith('--') && (flag < 0 || at !== flag + 1));

if (files.length === 0 || (lang !== undefined && lang !== 'zh' && lang !== 'en')) {
  process.stderr.write('usage: node tests/tools/speak.ts [--lines] [--lang zh|en] FILE.md…\n');
  process.exit(2);
}

const spoken = files.map((file) => {
  const reader = createUtterances(lang === undefined ? {} : { lang });
  const text = readFileSync(file === '-' ? 0 : file, 'utf8');
  return { file, units: [...reader.push(text), ...reader.end()] };
});

if (asLines) {
  for (const { units } of spoken) process.stdout.write(`${units.map(({ text }) => text).join('\n')}\n`);
} else process.stdout.write(`${JSON.stringify(spoken.length === 1 ? spoken[0]?.units : spoken, null, 1)}\n`);
