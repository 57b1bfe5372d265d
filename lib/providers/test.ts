import type { Connection } from '../model/connection.ts';
import { AppError } from '../model/errors.ts';
import { readBaseUrl } from './base-url.ts';
import type { Fetch } from './client.ts';
import { listModels } from './models.ts';
import { openAIProvider } from './openai.ts';

/** What a test found. */
export interface ConnectionReport {
  /** Milliseconds to the first word. */
  latencyMs: number;
  /** The model that answered, in the server's words. */
  model: string;
  /** Models the server lists, when it does. */
  models?: string[];
  /** The base URL that answered: of those the given one may have meant. */
  baseUrl: string;
}

/** Tokens the test may cost. */
const testTokens = 16;

/**
 * Asks the connection something small. A real POST, because a server may answer a GET and refuse the question (Ollama
 * and an extension's origin). Throws AppError.
 */
export async function testConnection(
  connection: Connection,
  key: string,
  signal: AbortSignal,
  fetch?: Fetch,
): Promise<ConnectionReport> {
  const baseUrl = await answeringUrl(connection, key, signal, fetch);
  const found = { ...connection, baseUrl: baseUrl.url };
  const models = await listModels(found, key, signal, fetch).catch(() => undefined); // a list is welcome, not needed
  return { ...baseUrl.answer, baseUrl: baseUrl.url, ...(models !== undefined && { models }) };
}

/** Tries what the address may have meant, while the answers say "there is no API here". The first failure is told. */
async function answeringUrl(connection: Connection, key: string, signal: AbortSignal, fetch?: Fetch) {
  const { candidates } = readBaseUrl(connection.baseUrl);
  let first: unknown;
  for (const url of candidates) {
    try {
      return { url, answer: await firstWord({ ...connection, baseUrl: url }, key, signal, fetch) };
    } catch (thrown) {
      first ??= thrown;
      const elsewhere = thrown instanceof AppError && ['notFound', 'notAnApi', 'badReply'].includes(thrown.code);
      if (!elsewhere) break;
    }
  }
  throw first;
}

async function firstWord(connection: Connection, key: string, signal: AbortSignal, fetch?: Fetch) {
  const startedMs = Date.now();
  const provider = openAIProvider(connection, key, { maxRequests: 1, ...(fetch && { fetch }) });
  const prompt = { messages: [{ role: 'user' as const, content: 'Hi' }], maxTokens: testTokens };
  let model = connection.model;
  const report = () => ({ latencyMs: Date.now() - startedMs, model });
  try {
    for await (const event of provider.stream(prompt, signal)) {
      if (event.type === 'model') model = event.model;
      if (event.type === 'text' || event.type === 'thinking' || event.type === 'end') return report();
    }
  } catch (thrown) {
    // So few tokens may all go into thinking; the connection works.
    if (thrown instanceof AppError && (thrown.code === 'onlyThinking' || spentSilently(thrown))) return report();
    throw thrown;
  }
  throw new AppError('timeout', 'The test was given up.', { host: new URL(connection.baseUrl).host });
}

const spentSilently = ({ data }: AppError): boolean => data.code === 'emptyReply' && data.detail.includes('length');
