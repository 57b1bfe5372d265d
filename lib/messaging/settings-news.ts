import { native } from './native.ts';
import { serveMessage } from './serve-message.ts';

const news = 'pangda.settings';

/** Tells the pages that what they know of the settings is out of date. */
export async function tellPages(): Promise<void> {
  const scripts = native.runtime.getManifest().content_scripts ?? [];
  const tabs = await native.tabs.query({ url: scripts.flatMap(({ matches }) => matches) });
  // A tab may have no script of ours.
  await Promise.allSettled(tabs.map(async ({ id }) => id !== undefined && native.tabs.sendMessage(id, news)));
}

export const serveNews = (onNews: () => void): void =>
  serveMessage(news, () => {
    onNews();
    return {};
  });
