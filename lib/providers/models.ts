import type { Connection } from '../model/connection.ts';
import { AppError } from '../model/errors.ts';
import { ask, askedOf, clientFor, type Fetch } from './client.ts';
import { excerptOf } from './explain.ts';

/** Models that do something else than talk; listed last, because the name alone may mislead. */
const notForChat =
  /embed|whisper|\btts\b|speech|transcribe|dall-?e|image|moderation|rerank|realtime|audio|\bocr\b|guard|bge-|sora|video|veo|imagen|wanx|cosyvoice|paraformer/i;

/** Ids of the models a server lists, those for conversation first. Throws AppError, 'badReply' when there is no list. */
export async function listModels(
  connection: Connection,
  key: string,
  signal: AbortSignal,
  fetch?: Fetch,
): Promise<string[]> {
  const asked = askedOf(connection, key);
  const client = await clientFor(connection, key, fetch);
  const response = await ask(asked, () => client.models.list({ signal }).asResponse());
  const text = await response.text();
  const ids = readModels(text);
  if (ids !== undefined) return ids;
  const code = text.trimStart().startsWith('<') ? 'notAnApi' : 'badReply';
  throw new AppError(code, excerptOf(text, key), { host: asked.host, status: response.status });
}

/** OpenAI's `{data: [{id}]}`, and the lists of Ollama, Gemini and relays that are only alike. */
export function readModels(text: string): string[] | undefined {
  const list = listIn(parsed(text));
  if (list === undefined) return undefined;
  const ids = list.map(idOf).filter((id) => id !== undefined);
  const unique = [...new Set(ids)];
  return [...unique.filter((id) => !notForChat.test(id)), ...unique.filter((id) => notForChat.test(id))];
}

function listIn(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const { data, models } = value as { data?: unknown; models?: unknown };
  if (Array.isArray(data)) return data;
  if (Array.isArray(models)) return models;
  // Ollama without a model answers `data: null`.
  return data === null ? [] : undefined;
}

function idOf(entry: unknown): string | undefined {
  if (typeof entry === 'string') return entry;
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { id, name, model } = entry as Record<string, unknown>;
  const found = [id, model, name].find((candidate) => typeof candidate === 'string' && candidate !== '');
  return typeof found === 'string' ? found.replace(/^models\//, '') : undefined; // Gemini's prefix
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
