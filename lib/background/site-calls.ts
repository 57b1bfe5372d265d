import { withPageTexts } from '../answer/read-sources.ts';
import type { Checking } from '../grounding/checking.ts';
import { citationsIn } from '../grounding/citations.ts';
import type { CallHandlers } from '../messaging/serve-calls.ts';
import { pageAddress } from '../pages/address.ts';
import { connections } from '../settings/connections.ts';
import { allowSite, forgetSite, isGranted, readableSites } from '../settings/readable-sites.ts';
import { outcome } from './outcome.ts';
import type { SourcePages } from './source-pages.ts';

type SiteCalls = Pick<
  CallHandlers,
  | 'surface.allowedSites'
  | 'surface.allowSite'
  | 'surface.readSource'
  | 'surface.checkAgain'
  | 'options.allowSite'
  | 'options.readableSites'
  | 'options.forgetSite'
>;

/**
 * Reading cited pages, and who may be read. The panel names addresses here, and a page that took over its process could
 * name any. It is no way around the browser's walls all the same: only sites whose pages the user allowed are read (a
 * connection's host is not one, nor the page the panel stands on), none on this computer or in a private network, by
 * GET, without cookies, and what comes back is the text that anybody is shown there, never the page itself.
 */
export const siteCalls = (
  pages: SourcePages,
  askForSite: (url: string) => Promise<boolean>,
  checking: () => Promise<Checking>,
): SiteCalls => ({
  async 'surface.allowedSites'({ urls }) {
    const may = await Promise.all(urls.map((url) => pages.mayRead(url)));
    return urls.filter((_, index) => may[index]);
  },
  'surface.allowSite': ({ url }) => askForSite(url),
  'surface.readSource': ({ url }) =>
    outcome(async () => {
      const { text, title } = await pages.read(url, new AbortController().signal); // it ends by itself
      return { text, title };
    }),
  async 'surface.checkAgain'({ text, page }) {
    const cited = new Set(citationsIn(text, page.sources.length).flatMap(({ numbers }) => numbers));
    const wanted = { ...page, sources: page.sources.filter(({ number }) => cited.has(number)) };
    const reading = { hasAccess: pages.mayRead, readPage: pages.read };
    const read = (await withPageTexts(wanted, reading, new AbortController().signal)).sources;
    const sources = page.sources.map((source) => read.find(({ number }) => number === source.number) ?? source);
    const { checksOf } = await checking();
    return {
      checks: checksOf(text, sources),
      read: read.flatMap(({ number, pageText }) => (pageText === undefined ? [] : [number])),
    };
  },
  async 'options.allowSite'({ url }) {
    const address = pageAddress(url);
    if (!(await isGranted(address))) return false;
    await allowSite(address.hostname);
    return true;
  },
  'options.readableSites': () => readableSites.get(),
  async 'options.forgetSite'({ host }) {
    const isConnected = (await connections.get()).some(({ baseUrl }) => URL.parse(baseUrl)?.hostname === host);
    await forgetSite(host, { keepGranted: isConnected });
    return null;
  },
});
