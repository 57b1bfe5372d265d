import type { Sent } from '../model/answer.ts';
import { hostOf } from '../model/connection.ts';
import type { AnswerRequest } from '../model/conversation.ts';
import { bodyFor } from '../providers/parameters.ts';
import { preferences } from '../settings/preferences.ts';
import { refusedBy } from '../settings/refusals.ts';
import { askingOf, samplingOf, sentOf } from './asking.ts';
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

/** Who would be asked, and how, if this were asked now; undefined when no model would be. What `preview` says, but for the prompt. */
export async function whoWould(
  request: AnswerRequest,
): Promise<Pick<Sent, 'host' | 'model' | 'parameters'> | undefined> {
  const connection = await chosenConnection(request);
  if (!connection) return undefined;
  const [known, refused] = await Promise.all([preferences.get(), refusedBy(connection)]);
  const sampling = samplingOf(request, { preferences: known, now: new Date() });
  const body = bodyFor(connection, { messages: [], ...sampling }, new Set(refused));
  return sentOf(body, { host: hostOf(connection), sources: [], masked: 0 });
}
