import type { HostListen } from '../../messaging/host-protocol.ts';
import { type Connection, isBuiltIn } from '../../model/connection.ts';
import type { Preferences } from '../../model/preferences.ts';

export type ChosenListeners = Pick<HostListen, 'listeners' | 'connection' | 'model'>;

/** ms for which a recognition that did not answer is not tried first again. */
export const rememberedMs = 24 * 60 * 60 * 1000;

export interface Circumstances {
  connections: readonly Connection[];
  /** The transcription model of a preset, where it has one. */
  modelOf: (connection: Connection) => string | undefined;
  /** Epoch ms of the browser's recognition last giving no result. */
  cloudFailedMs?: number | undefined;
  nowMs: number;
}

/**
 * Who listens, in the order they are tried. What the user chose is all there is: somebody who wants to be heard on this
 * machine only is sent nowhere. Only the browser's cloud, which fails in whole countries, has a connection to fall back on.
 */
export function chooseListeners(
  { voice, defaultConnectionId }: Pick<Preferences, 'voice' | 'defaultConnectionId'>,
  { connections, modelOf, cloudFailedMs, nowMs }: Circumstances,
): ChosenListeners {
  const service = serviceOf({ voice, defaultConnectionId }, connections, modelOf);
  const hasFailed = cloudFailedMs !== undefined && nowMs - cloudFailedMs < rememberedMs;
  const connection = service ? (['connection'] as const) : [];
  switch (voice.listener) {
    case 'device':
      return { listeners: ['device'] };
    case 'connection':
      return { listeners: [...connection], ...service };
    case 'cloud':
      return { listeners: hasFailed ? [...connection, 'cloud'] : ['cloud', ...connection], ...service };
    default:
      return { listeners: ['device', ...connection], ...service };
  }
}

function serviceOf(
  { voice, defaultConnectionId }: Pick<Preferences, 'voice' | 'defaultConnectionId'>,
  connections: readonly Connection[],
  modelOf: (connection: Connection) => string | undefined,
): { connection: Connection; model: string } | undefined {
  const byId = (id: string | undefined) =>
    connections.find((connection) => connection.id === id && !isBuiltIn(connection));
  const set = byId(voice.listenWith?.connectionId);
  if (set && voice.listenWith?.model) return { connection: set, model: voice.listenWith.model };
  const usual = byId(defaultConnectionId) ?? connections.find((connection) => !isBuiltIn(connection));
  const model = usual && modelOf(usual);
  return usual && model ? { connection: usual, model } : undefined;
}
