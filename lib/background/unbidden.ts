import { isToBeAnswered } from '../answer/when.ts';
import type { SurfaceSettings } from '../messaging/protocol.ts';
import type { Page } from '../model/page.ts';
import type { AskMode } from '../model/preferences.ts';

/**
 * Whether a page that asked without knowing these settings, and said `unbidden` of itself, is to be answered. It says the
 * same when it hears them.
 */
export const isBidden = (
  page: Page | undefined,
  unbidden: AskMode,
  { preferences: { sites, mode }, connections, hearsQuestion }: SurfaceSettings,
): boolean =>
  page !== undefined && sites[page.site] && !hearsQuestion && isToBeAnswered(unbidden, mode, connections.length > 0);
