import type { AnswerRecord } from '../model/record.ts';
import type { Verdict } from '../model/verdict.ts';

/** The words around what a record says, in the reader's language. */
export interface MarkdownWords {
  quotes: string;
  sources: string;
  checks: string;
  verdict: (verdict: Verdict) => string;
  moment: (atMs: number) => string;
}

/** A record as a text that anybody can read: the question, the answer, what each sentence came to, the sources. */
export function markdownOf(record: AnswerRecord, words: MarkdownWords): string {
  const { question, page, author, atMs, answer, quotes, checks, sources, verifier } = record;
  const who = author.kind === 'model' ? `${author.model}, ${author.host}` : words.quotes;
  const parts = [
    `## ${escaped(question)}`,
    [escaped(who), words.moment(atMs), page && `<${page.url.replace(/[<>\s]/g, '')}>`].filter(Boolean).join(' · '),
    answer || quotes.map(({ source, text }) => `> ${escaped(text)} \\[${source}\\]`).join('\n>\n'),
  ];
  if (checks.length > 0) {
    const rows = checks.map(
      ({ start, end, verdict, sources: cited }) =>
        `- **${words.verdict(verdict)}**${cited.map((number) => ` \\[${number}\\]`).join('')}: ${escaped(answer.slice(start, end))}`,
    );
    parts.push(`### ${words.checks} (${escaped(verifier)})`, rows.join('\n'));
  }
  if (sources.length > 0) {
    const rows = sources.map(
      ({ number, title, url, text, sha256 }) =>
        `${number}. ${escaped(title)} <${url.replace(/[<>\s]/g, '')}>\n\n   ${escaped(text)}\n\n   SHA-256 \`${sha256}\``,
    );
    parts.push(`### ${words.sources}`, rows.join('\n\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

/** One line that Markdown takes for words. */
const escaped = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\[\]<>*_`~|#]/g, '\\$&');
