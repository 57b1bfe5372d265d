import type { Turn } from '../../lib/model/conversation.ts';
import type { Source } from '../../lib/model/page.ts';
import { richCopy } from '../answer/rich-copy.ts';

/**
 * Puts an answer on the clipboard, as Markdown and, where that can be read, as rich text, citations as links. False when
 * the browser refuses.
 */
export async function copyAnswer(turn: Turn, sources: readonly Source[]): Promise<boolean> {
  const { markdown, html } = richCopy(answerMarkdown(turn), (number) =>
    sources.find((source) => source.number === number),
  );
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/plain': new Blob([markdown], { type: 'text/plain' }),
        ...(html !== undefined && { 'text/html': new Blob([html], { type: 'text/html' }) }),
      }),
    ]);
    return true;
  } catch {
    return false; // no permission, or the document lost the focus
  }
}

/** A turn's answer as Markdown: what the model wrote, or the quotes. */
const answerMarkdown = (turn: Turn): string =>
  turn.text || (turn.quotes ?? []).map((quote) => `> ${quote.text} [${quote.source}]`).join('\n\n');
