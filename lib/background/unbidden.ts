import type { SurfaceSettings } from '../messaging/protocol.ts';
import type { AnswerRequest } from '../model/conversation.ts';

/** Whether a page that has asked without knowing the settings is to be answered. It decides the same when it hears them. */
export const isWanted = (
  { page, unbidden }: AnswerRequest,
  { preferences: { sites, mode }, connections, hearsQuestion }: SurfaceSettings,
): boolean =>
  !unbidden ||
  ((!page || sites[page.site]) &&
    !hearsQuestion &&
    (connections.length > 0 ? unbidden.includes(mode) : mode !== 'click'));
