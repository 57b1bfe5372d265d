import { native } from './native.ts';
import { serveMessage } from './serve-message.ts';

const news = 'pangda.settings';

/** Tells the pages of these addresses that what they know of the settings is out of date. */
export async function tellPages(addresses: string[]): Promise<void> {
  const tabs = await native.tabs.query({ url: addresses });
  // A tab may have no script of ours.
  await Promise.allSettled(tabs.map(async ({ id }) => id !== undefined && native.tabs.sendMessage(id, news)));
}

export const serveNews = (onNews: () => void): void =>
  serveMessage(news, () => {
    onNews();
    return {};
  });
