import { chosenConnection } from '../answer/choose-writer.ts';
import type { CallHandlers } from '../messaging/serve-calls.ts';
import { isBuiltIn } from '../model/connection.ts';
import { openEarly } from '../providers/open-early.ts';
import { hasAccess } from '../settings/access.ts';
import { preferences } from '../settings/preferences.ts';
import { isCapReached } from '../settings/spent.ts';

/** A page whose question will be asked as soon as its results have come. */
export const aboutToAsk: Pick<CallHandlers, 'surface.aboutToAsk'> = {
  async 'surface.aboutToAsk'() {
    const [connection, { dailyCap }] = await Promise.all([chosenConnection({}), preferences.get()]);
    // One that is asked without naming us goes out by a frame (lib/providers/local-origin.ts).
    if (!connection || isBuiltIn(connection) || connection.withoutOrigin) return null;
    if ((await hasAccess(connection.baseUrl)) && !(await isCapReached(dailyCap))) void openEarly(connection.baseUrl);
    return null;
  },
};
