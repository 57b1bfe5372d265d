import { canChat } from '../model/connection.ts';
import type { Options } from './options.ts';

/** Calls when the first model has been connected and may be reached: the question it was wanted for waits elsewhere. */
export function onFirstModel(options: Options, then: () => void): void {
  let hadNone = false;
  options.subscribe(({ draft, connections, saved }, before) => {
    if (draft && !before.draft) hadNone = !connections.some(canChat);
    if (!hadNone || saved !== 'chat' || before.saved === 'chat') return;
    hadNone = false;
    if (connections.some((connection) => canChat(connection) && connection.allowed)) then();
  });
}
