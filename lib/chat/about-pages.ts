import type { Page } from '../model/page.ts';
import type { Chat } from './chat.ts';

/**
 * Keeps a chat about the page in view. A new question is asked when `asksByItself` says so; sources that arrive late
 * for the same question refresh an answer made of quotes, which costs nothing. One that a model wrote is left alone.
 * `spoken`: the question that was spoken to come here; it is asked whatever the user chose for pages they typed for.
 */
export function showPage(
  chat: Chat,
  page: Page | undefined,
  asksByItself: (page: Page) => boolean,
  spoken?: string,
): void {
  const before = chat.getState().page?.sources.length ?? 0;
  const change = chat.show(page);
  if (!page) return;
  if (spoken !== undefined) {
    chat.ask(isSame(spoken, page.query) ? page.query : spoken);
    return;
  }
  if (change === 'new') {
    if (asksByItself(page)) chat.ask(page.query);
    return;
  }
  const { turns } = chat.getState();
  const only = turns.length === 1 ? turns[0] : undefined;
  if (only?.author?.kind === 'quotes' && page.sources.length > before) chat.retry(only.id);
}

/** A first model is there: what stands on the page in quotes is asked of it, unless the user wants to be the one who asks. */
export function askFirstModel(chat: Chat, asksByItself: (page: Page) => boolean): void {
  const { page, turns } = chat.getState();
  const only = turns.length === 1 ? turns[0] : undefined;
  if (!page || only?.author?.kind !== 'quotes' || only.status === 'streaming' || !asksByItself(page)) return;
  // Not `retry`, which asks anew: the record may have an answer from before the quotes.
  chat.restore({ ...chat.getState(), turns: [] });
  chat.ask(only.question);
}

/** An engine may take the question mark off or change spaces; then the page's own words will do. */
const isSame = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (question: string): string =>
  question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s?!.。．…~]+/gu, ' ')
    .trim();
