import type { Connection } from '../model/connection.ts';
import type { AnswerRequest } from '../model/conversation.ts';
import { AppError } from '../model/errors.ts';
import { openAIProvider } from '../providers/openai.ts';
import { hasAccess } from '../settings/access.ts';
import { connections } from '../settings/connections.ts';
import { preferences } from '../settings/preferences.ts';
import { readKey } from '../settings/vault.ts';
import type { Writer } from './answer.ts';

/**
 * Who writes the answer to a request: the connection it names, else the user's default, else nobody (quotes).
 * @throws AppError 'noPermission' when the browser no longer grants access to the connection's host.
 */
export async function chooseWriter({ connectionId }: AnswerRequest): Promise<Writer | undefined> {
  if (connectionId === 'quotes') return undefined;
  const [all, { defaultConnectionId }] = await Promise.all([connections.get(), preferences.get()]);
  const byId = (id: string | undefined): Connection | undefined => all.find((candidate) => candidate.id === id);
  const connection = byId(connectionId) ?? byId(defaultConnectionId) ?? all[0];
  if (!connection) return undefined;
  const { host } = new URL(connection.baseUrl);
  if (!(await hasAccess(connection.baseUrl))) throw new AppError('noPermission', '', { host });
  return {
    author: { kind: 'model', connectionId: connection.id, name: connection.name, model: connection.model, host },
    provider: openAIProvider(connection, await readKey(connection.id)),
  };
}
