import { native } from './native.ts';
import { serveMessage } from './serve-message.ts';

const news = 'pangda.settings';

/** Tells the pages that what they know of the settings is out of date. */
export async function tellPages(): Promise<void> {
  const tabs = await native.tabs.query({ url: native.runtime.getManifest().host_permissions ?? [] });
  // A tab may have no script of ours.
  await Promise.allSettled(tabs.map(async ({ id }) => id !== undefined && native.tabs.sendMessage(id, news)));
}

export const serveNews = (onNews: () => void): void =>
  serveMessage(news, () => {
    onNews();
    return {};
  });
