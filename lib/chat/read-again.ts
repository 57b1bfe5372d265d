import { call } from '../messaging/calls.ts';
import type { Source } from '../model/page.ts';
import type { Chat } from './chat.ts';

/**
 * Reads the page behind a source, after asking the user about its site where that is not allowed yet, and checks the
 * turn again with it. False: it was not allowed, or could not be read; the checks stay as they are.
 */
export async function readAgain(chat: Chat, turnId: string, { number, url }: Source): Promise<boolean> {
  const isAllowed = (await call('surface.allowedSites', { urls: [url] })).includes(url);
  if (!isAllowed && !(await call('surface.allowSite', { url }))) return false;
  const turn = chat.getState().turns.find(({ id }) => id === turnId);
  if (!turn?.page) return false;
  const { checks, read } = await call('surface.checkAgain', { text: turn.text, page: turn.page });
  if (!read.includes(number)) return false;
  chat.checkedAgain(turnId, checks, read);
  return true;
}
