import type { Page } from '../model/page.ts';
import type { Chat } from './chat.ts';

/**
 * Keeps a chat about the page in view. A new question is asked when `asksByItself` says so; sources that arrive late
 * for the same question refresh an answer made of quotes, which costs nothing. One that a model wrote is left alone.
 */
export function showPage(chat: Chat, page: Page | undefined, asksByItself: (page: Page) => boolean): void {
  const before = chat.getState().page?.sources.length ?? 0;
  const change = chat.show(page);
  if (!page) return;
  if (change === 'new') {
    if (asksByItself(page)) chat.ask(page.query);
    return;
  }
  const { turns } = chat.getState();
  const only = turns.length === 1 ? turns[0] : undefined;
  if (only?.author?.kind === 'quotes' && page.sources.length > before) chat.retry(only.id);
}
