import type { Sent } from '../model/answer.ts';
import { hostOf } from '../model/connection.ts';
import type { AnswerRequest } from '../model/conversation.ts';
import { bodyFor } from '../providers/parameters.ts';
import { preferences } from '../settings/preferences.ts';
import { refusedBy } from '../settings/refusals.ts';
import { askingOf, sentOf } from './asking.ts';
import { chosenConnection } from './choose-writer.ts';

/** What would leave the browser if this were asked now; undefined when no model would be. */
export async function preview(request: AnswerRequest): Promise<Sent | undefined> {
  const connection = await chosenConnection(request);
  if (!connection) return undefined;
  const { messages, sampling, used, masked } = askingOf(request, {
    preferences: await preferences.get(),
    now: new Date(),
  });
  const body = bodyFor(connection, { messages, ...sampling }, new Set(await refusedBy(connection)));
  return sentOf(body, { host: hostOf(connection), sources: used, masked });
}
