import type { Connection } from '../model/connection.ts';

/** Anything, as a connection; undefined when it names no address or no model. */
export function readConnection(raw: unknown): Connection | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { id, name, preset, baseUrl, model, headers, parameters } = raw as Record<string, unknown>;
  if (typeof id !== 'string' || typeof baseUrl !== 'string' || typeof model !== 'string') return undefined;
  return {
    id,
    name: typeof name === 'string' ? name : '',
    preset: typeof preset === 'string' ? preset : 'custom',
    baseUrl,
    model,
    ...(isRecord(headers) && { headers: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, String(v)])) }),
    ...(isRecord(parameters) && { parameters }),
  };
}

const isRecord = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);
