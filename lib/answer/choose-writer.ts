import { type Connection, canChat, hostOf, isBuiltIn } from '../model/connection.ts';
import type { AnswerRequest } from '../model/conversation.ts';
import { AppError } from '../model/errors.ts';
import { browserModel, builtInProvider } from '../providers/built-in.ts';
import { applyWithoutOrigin } from '../providers/local-origin.ts';
import { openAIProvider } from '../providers/openai.ts';
import { sdk } from '../providers/sdk.ts';
import { hasAccess } from '../settings/access.ts';
import { changeConnection, connections } from '../settings/connections.ts';
import { preferences } from '../settings/preferences.ts';
import { refusedBy, rememberRefusal } from '../settings/refusals.ts';
import { countRequest } from '../settings/spent.ts';
import { readKey } from '../settings/vault.ts';
import type { Writer } from './answer.ts';
import { capped } from './capped.ts';

/** The connection a request names, else the user's default, else the first; undefined when quotes are wanted or all there is. */
export async function chosenConnection({
  connectionId,
}: Pick<AnswerRequest, 'connectionId'>): Promise<Connection | undefined> {
  if (connectionId === 'quotes') return undefined;
  const [known, { defaultConnectionId }] = await Promise.all([connections.get(), preferences.get()]);
  const all = known.filter(canChat);
  const byId = (id: string | undefined) => all.find((candidate) => candidate.id === id);
  return byId(connectionId) ?? byId(defaultConnectionId) ?? all[0];
}

/** Which model would answer, as a key; undefined for quotes, which are made anew at no cost. */
export async function whoAnswers(request: AnswerRequest): Promise<string | undefined> {
  if (request.subject) return undefined;
  const connection = await chosenConnection(request);
  return connection && JSON.stringify([connection.id, connection.baseUrl, connection.model]);
}

/**
 * Who writes the answer to a request.
 * @throws AppError 'noPermission' when the browser no longer grants access to the connection's host. Its provider
 * throws 'capReached' when the user's requests of today are used up.
 */
export async function chooseWriter(request: AnswerRequest): Promise<Writer | undefined> {
  const connection = await chosenConnection(request);
  if (!connection) return undefined;
  const { id, name, model, prices } = connection;
  const host = hostOf(connection);
  const author: Writer['author'] = { kind: 'model', connectionId: id, name, model, host, ...(prices && { prices }) };
  if (isBuiltIn(connection)) return { author, provider: ofThisBrowser(connection) };
  const fetching = Promise.all([hasAccess(connection.baseUrl), readKey(id), refusedBy(connection)]);
  void sdk().catch(() => {}); // read meanwhile; whoever asks hears of a failure
  const [isAllowed, key, unsupported] = await fetching;
  if (!isAllowed) throw new AppError('noPermission', '', { host });
  // The start of the background does this too, and a question may be faster.
  if (connection.withoutOrigin) await applyWithoutOrigin(await connections.get());
  const provider = openAIProvider(connection, key, {
    unsupported,
    onUnsupported: (parameter) => void rememberRefusal(connection, parameter),
  });
  return { author, provider: capped(provider, async () => countRequest((await preferences.get()).dailyCap)) };
}

/** Costs nothing, so it is not counted. */
const ofThisBrowser = (connection: Connection) =>
  builtInProvider(connection, browserModel(), {
    speaksChinese: connection.speaksChinese,
    onChecked: (speaksChinese) => void changeConnection(connection.id, { speaksChinese }),
  });
