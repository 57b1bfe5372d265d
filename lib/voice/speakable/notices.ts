import { spokenMath } from './tex.ts';
import type { Lead, Slot, SpokenLanguage } from './utterance.ts';

/** What is said where something cannot be read out, and the words that stand for lists and quotes. */
const names: Record<string, string> = {
  js: 'JavaScript',
  javascript: 'JavaScript',
  jsx: 'JavaScript',
  ts: 'TypeScript',
  typescript: 'TypeScript',
  tsx: 'TypeScript',
  py: 'Python',
  sh: 'Shell',
  zsh: 'Shell',
  json: 'JSON',
  yaml: 'YAML',
  yml: 'YAML',
  html: 'HTML',
  css: 'CSS',
  sql: 'SQL',
  xml: 'XML',
  cpp: 'C++',
  'c++': 'C++',
  cs: 'C#',
  csharp: 'C#',
  php: 'PHP',
  powershell: 'PowerShell',
};

export function codeNotice(info: string, lines: number, lang: SpokenLanguage): string {
  const word = /^[A-Za-z][A-Za-z+#]{0,14}/.exec(info.trim())?.[0].toLowerCase() ?? '';
  const isPlain = ['', 'text', 'txt', 'plaintext', 'plain', 'console', 'output'].includes(word);
  const name = isPlain ? '' : (names[word] ?? word.charAt(0).toUpperCase() + word.slice(1));
  if (lang === 'zh') return `这里有一段 ${lines} 行的${name ? ` ${name} ` : ''}代码，已略过。`;
  return `A ${lines}-line ${name ? `${name} ` : ''}code block is skipped.`;
}

export const moreRows = (rows: number, lang: SpokenLanguage): string =>
  lang === 'zh' ? `还有 ${rows} 行，请看屏幕。` : `${rows} more rows are on the screen.`;

export function slotWords(slot: Slot, lang: SpokenLanguage): string {
  const zh = lang === 'zh';
  switch (slot.kind) {
    case 'address':
      return slot.host === '' ? (zh ? '一个链接' : 'a link') : zh ? `${slot.host} 的链接` : `a link to ${slot.host}`;
    case 'code':
      return spokenCode(slot.code) ?? (zh ? '一段代码' : 'a piece of code');
    case 'math':
      return spokenMath(slot.tex, lang) ?? (zh ? '公式见屏幕' : 'the formula on the screen');
    case 'image':
      return zh ? `图片：${slot.alt}` : `Image: ${slot.alt}`;
  }
}

/** Names and short commands as words; nothing for what only reads well on a screen. */
function spokenCode(code: string): string | undefined {
  const bare = code.replace(/\(\)$/, '');
  if (bare.length > 32 || !/^[\w\s.+#:/\\@\u4e00-\u9fff-]+$/.test(bare)) return undefined;
  const said = bare
    .replace(/(^|\s)-+(?=\w)/g, '$1')
    .replace(/[_/\\@]|::?|(?<=\w)\+(?=\w)/g, ' ')
    .replace(/(^|\s)[.#+]+(?=\s|$)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return said === '' ? undefined : said;
}

const ordinals =
  'First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth Twentieth'.split(
    ' ',
  );

export function leadWords(lead: Lead, lang: SpokenLanguage): string {
  const zh = lang === 'zh';
  if (lead.kind === 'quote') return zh ? '引用：' : 'Quote: ';
  if (lead.kind === 'task') return zh ? (lead.done ? '已完成：' : '未完成：') : lead.done ? 'Done: ' : 'To do: ';
  if (zh) return `第${hanNumber(lead.number)}，`;
  return `${ordinals[lead.number - 1] ?? `Number ${lead.number}`}, `;
}

/** 1 to 99 as one says them; others in digits. */
function hanNumber(number: number): string {
  if (number < 1 || number > 99) return String(number);
  const digits = '零一二三四五六七八九';
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  return `${tens > 1 ? digits.charAt(tens) : ''}${tens > 0 ? '十' : ''}${ones > 0 ? digits.charAt(ones) : ''}`;
}
