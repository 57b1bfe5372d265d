import type { ConnectionDetail, Outcome, TestReport } from '../messaging/protocol.ts';
import { type Connection, isBuiltIn } from '../model/connection.ts';
import { AppError } from '../model/errors.ts';
import { isManaged } from '../model/policy.ts';
import { normaliseBaseUrl } from '../providers/base-url.ts';
import { browserModel, testBuiltIn } from '../providers/built-in.ts';
import { applyWithoutOrigin } from '../providers/local-origin.ts';
import { listModels } from '../providers/models.ts';
import { testConnection } from '../providers/test.ts';
import { hasAccess } from '../settings/access.ts';
import { connections } from '../settings/connections.ts';
import { managedPolicy } from '../settings/managed.ts';
import { describeKey, readKey, writeKey } from '../settings/vault.ts';
import { outcome } from './outcome.ts';

/** A connection as the options page wrote it. `key`: absent keeps the stored one, '' deletes it. */
export interface Draft {
  connection: Connection;
  key?: string;
}

export async function describe(connection: Connection): Promise<ConnectionDetail> {
  return { ...connection, ...(await describeKey(connection.id)), allowed: await hasAccess(connection.baseUrl) };
}

/** Stores a connection. A key is for one host: when the host changes and no new key comes along, the old one goes. */
export const save = (draft: Draft): Promise<Outcome<ConnectionDetail>> =>
  outcome(() =>
    inTurn(async () => {
      const connection = { ...draft.connection, baseUrl: addressOf(draft.connection) };
      const all = await connections.get();
      if (isManaged(connection)) return saveKey(all, draft);
      if (!(await managedPolicy()).ownConnections) throw new AppError('setByOrganisation');
      const before = all.find(({ id }) => id === connection.id);
      if (draft.key !== undefined) await writeKey(connection.id, draft.key);
      else if (before && !sameHost(before, connection)) await writeKey(connection.id, '');
      await keep(before ? all.map((old) => (old.id === connection.id ? connection : old)) : [...all, connection]);
      return describe(connection);
    }),
  );

/** A connection an organisation has set stays as it is; the key for it is its user's. */
async function saveKey(all: readonly Connection[], { connection, key }: Draft): Promise<ConnectionDetail> {
  const set = all.find(({ id }) => id === connection.id);
  if (!set) throw new AppError('setByOrganisation');
  if (key !== undefined) await writeKey(set.id, key);
  return describe(set);
}

export const remove = (id: string): Promise<void> =>
  inTurn(async () => {
    await writeKey(id, '');
    await keep((await connections.get()).filter((connection) => connection.id !== id));
  });

/** Read, changed and written as one step after another, so that two pages at once do not undo each other. */
let lastChange: Promise<unknown> = Promise.resolve();
function inTurn<T>(step: () => Promise<T>): Promise<T> {
  const next = lastChange.then(step);
  lastChange = next.catch(() => {}); // the one who asked has been told
  return next;
}

async function keep(all: Connection[]): Promise<void> {
  await connections.set(all);
  await applyWithoutOrigin(all);
}

/** A real, small question to the connection as written, and the models its server lists. */
export const tested = (draft: Draft): Promise<Outcome<TestReport>> =>
  outcome(async () => {
    const connection = await reachable(draft);
    const signal = AbortSignal.timeout(60_000);
    if (isBuiltIn(connection)) return { ...(await testBuiltIn(browserModel(), signal)), models: [] };
    const report = await asDrafted(connection, async () =>
      testConnection(connection, await keyFor(draft, connection), signal),
    );
    return { ...report, models: report.models ?? [] };
  });

export const listed = (draft: Draft): Promise<Outcome<string[]>> =>
  outcome(async () => {
    const connection = await reachable(draft);
    if (isBuiltIn(connection)) return [];
    return asDrafted(connection, async () =>
      listModels(connection, await keyFor(draft, connection), AbortSignal.timeout(20_000)),
    );
  });

/** Whether the draft names itself to its server counts for this step; afterwards what is stored counts again. */
async function asDrafted<T>(connection: Connection, step: () => Promise<T>): Promise<T> {
  const others = (await connections.get()).filter(({ id }) => id !== connection.id);
  try {
    await applyWithoutOrigin([...others, connection]);
    return await step();
  } finally {
    await applyWithoutOrigin(await connections.get());
  }
}

/** @throws AppError 'badAddress' */
const addressOf = (connection: Connection): string =>
  isBuiltIn(connection) ? connection.baseUrl : normaliseBaseUrl(connection.baseUrl);

/** Whether its address is one that a key may go to. */
export function isSendable(connection: Connection): boolean {
  try {
    return addressOf(connection) !== '';
  } catch {
    return false;
  }
}

/** @throws AppError 'badAddress', 'noPermission' */
async function reachable({ connection }: Draft): Promise<Connection> {
  const baseUrl = addressOf(connection);
  if (!(await hasAccess(baseUrl))) throw new AppError('noPermission', '', { host: new URL(baseUrl).host });
  return { ...connection, baseUrl };
}

/** The key as typed, else the stored one, which only ever goes to the host it was stored for. */
async function keyFor(draft: Draft, connection: Connection): Promise<string> {
  if (draft.key !== undefined) return draft.key;
  const stored = (await connections.get()).find(({ id }) => id === connection.id);
  return stored && sameHost(stored, connection) ? readKey(connection.id) : '';
}

const sameHost = (one: Connection, other: Connection): boolean =>
  new URL(one.baseUrl).origin === new URL(other.baseUrl).origin;
