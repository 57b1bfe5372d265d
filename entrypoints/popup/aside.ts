import type { RefObject } from 'react';
import browser from 'webextension-polyfill';
import { i18n } from '#i18n';
import type { ComposerHandle } from '../../components/chat/composer.tsx';
import type { Chat } from '../../lib/chat/chat.ts';
import { requestPage } from '../../lib/messaging/page-request.ts';
import type { Page } from '../../lib/model/page.ts';
import { asideOf, type Opening, takeOpening, watchOpening } from '../../lib/settings/opening.ts';

/** What a chat that stays open does besides: it follows the tabs beside it, and takes what it is opened with. */
export async function beAside(
  chat: Chat,
  composer: RefObject<ComposerHandle | null>,
  show: (page: Page | undefined) => void,
): Promise<void> {
  const look = async () => {
    const page = await requestPage();
    show(page);
    const { turns, page: before } = chat.getState();
    if (page && turns.length === 0) chat.show(page);
    // Earlier turns keep the pages they were asked about; the next one is about the page in view, if any is.
    else if (page && before) chat.setState({ page });
  };
  browser.tabs.onActivated.addListener(() => void look());
  browser.tabs.onUpdated.addListener((_id, { status }) => {
    if (status === 'complete') void look();
  });

  const begin = (opening: Opening | undefined) => {
    if (opening?.how === 'ask') {
      chat.restore({ turns: [], page: undefined });
      chat.ask(opening.text);
    } else if (opening) composer.current?.write(i18n.t('popup.aboutSelection', [opening.text]));
  };
  const { id: windowId } = await browser.windows.getCurrent();
  const own = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  begin((own && (await takeOpening(own))) || undefined);
  if (own) return;
  const id = asideOf(windowId);
  watchOpening(id, () => void takeOpening(id).then(begin));
  begin(await takeOpening(id));
}

/** Opens the side panel or the sidebar, in the press of a button of ours. */
export async function openAside(): Promise<void> {
  const chromium = (globalThis as { chrome?: { sidePanel?: { open(where: { windowId: number }): Promise<void> } } })
    .chrome?.sidePanel;
  if (chromium) await chromium.open({ windowId: (await browser.windows.getCurrent()).id ?? 0 });
  else await browser.sidebarAction.open();
  close();
}
