import { readModels } from './models.ts';
import { presets } from './presets.ts';

/** A model server on this computer. */
export interface LocalServer {
  preset: string;
  baseUrl: string;
  /** Empty when the server lists none, or refuses to list them to an extension. */
  models: string[];
}

/** Milliseconds a port of this computer gets to answer. */
const patienceMs = 1500;

/** Model servers on their usual ports. Looks only when called: call it on a click. */
export async function findLocalServers(
  signal: AbortSignal,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<LocalServer[]> {
  const local = presets.filter(({ baseUrl, needsKey, onlySpeech }) => baseUrl !== '' && !needsKey && !onlySpeech);
  const found = await Promise.all(local.map(({ id, baseUrl }) => probe(id, baseUrl, signal, fetch)));
  return found.filter((server) => server !== undefined);
}

async function probe(
  preset: string,
  baseUrl: string,
  signal: AbortSignal,
  fetch: typeof globalThis.fetch,
): Promise<LocalServer | undefined> {
  try {
    const response = await fetch(`${baseUrl}/models`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
    if (response.status === 403 && preset === 'ollama') return { preset, baseUrl, models: [] };
    const models = response.ok ? readModels(await response.text()) : undefined;
    // Other programs use these ports too; only a list of models makes one a model server.
    return models === undefined ? undefined : { preset, baseUrl, models };
  } catch {
    return undefined; // nobody there
  }
}
