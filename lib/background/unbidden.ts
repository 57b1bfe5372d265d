import { isToBeAnswered } from '../answer/when.ts';
import type { SurfaceSettings } from '../messaging/protocol.ts';
import type { AnswerRequest } from '../model/conversation.ts';

/** Whether a request of a page that does not know these settings yet is to be answered. The page says the same when it hears them. */
export const isBidden = (
  { page, unbidden }: AnswerRequest,
  { preferences, connections, hearsQuestion }: SurfaceSettings,
): boolean =>
  !page ||
  !unbidden ||
  (preferences.sites[page.site] &&
    !hearsQuestion &&
    isToBeAnswered(unbidden, preferences.mode, connections.length > 0));
