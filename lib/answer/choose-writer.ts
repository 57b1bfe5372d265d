import type { Connection } from '../model/connection.ts';
import type { AnswerRequest } from '../model/conversation.ts';
import { AppError } from '../model/errors.ts';
import { openAIProvider } from '../providers/openai.ts';
import { hasAccess } from '../settings/access.ts';
import { connections } from '../settings/connections.ts';
import { preferences } from '../settings/preferences.ts';
import { refusedBy, rememberRefusal } from '../settings/refusals.ts';
import { readKey } from '../settings/vault.ts';
import type { Writer } from './answer.ts';

/** The connection a request names, else the user's default, else the first; undefined when quotes are wanted or all there is. */
async function chosenConnection({ connectionId }: AnswerRequest): Promise<Connection | undefined> {
  if (connectionId === 'quotes') return undefined;
  const [all, { defaultConnectionId }] = await Promise.all([connections.get(), preferences.get()]);
  const byId = (id: string | undefined) => all.find((candidate) => candidate.id === id);
  return byId(connectionId) ?? byId(defaultConnectionId) ?? all[0];
}

/** Which model would answer, as a key; undefined for quotes, which are made anew at no cost. */
export async function whoAnswers(request: AnswerRequest): Promise<string | undefined> {
  const connection = await chosenConnection(request);
  return connection && JSON.stringify([connection.id, connection.baseUrl, connection.model]);
}

/**
 * Who writes the answer to a request.
 * @throws AppError 'noPermission' when the browser no longer grants access to the connection's host.
 */
export async function chooseWriter(request: AnswerRequest): Promise<Writer | undefined> {
  const connection = await chosenConnection(request);
  if (!connection) return undefined;
  const { host } = new URL(connection.baseUrl);
  if (!(await hasAccess(connection.baseUrl))) throw new AppError('noPermission', '', { host });
  return {
    author: { kind: 'model', connectionId: connection.id, name: connection.name, model: connection.model, host },
    provider: openAIProvider(connection, await readKey(connection.id), {
      unsupported: await refusedBy(connection),
      onUnsupported: (parameter) => void rememberRefusal(connection, parameter),
    }),
  };
}
