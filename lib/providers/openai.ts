import type OpenAI from 'openai';
import type { Connection } from '../model/connection.ts';
import { AppError, type AppErrorData } from '../model/errors.ts';
import { beginningFirst, bytesOf } from './bytes.ts';
import { chunksOf } from './chunks.ts';
import { ask, askedOf, charsetOf, clientFor, type Fetch } from './client.ts';
import { ContentClock, defaultTimers, type Timers } from './content-clock.ts';
import { explainThrown } from './explain.ts';
import { untilOnline } from './online.ts';
import { bodyFor, refusedParameter } from './parameters.ts';
import { patienceScale } from './patience.ts';
import { thinksSilently } from './presets.ts';
import type { Prompt, Provider, ProviderEvent } from './provider.ts';
import { readReply } from './reply.ts';
import { waitBefore } from './retry.ts';

export interface OpenAIOptions {
  fetch?: Fetch;
  timers?: Partial<Timers>;
  /** Multiplies our own back-off, for tests; 0 asks again at once. What a server asks to wait is never shortened. */
  retryScale?: number;
  /** Requests that one answer may cost; absent: as retry.ts says. */
  maxRequests?: number;
  /** Parameters this model refused before. */
  unsupported?: readonly string[];
  /** The model refused this parameter; the request went out again without it. Worth remembering for the model. */
  onUnsupported?(parameter: string): void;
}

/**
 * Any server that speaks OpenAI's chat completions. Asks again by itself only while nothing was shown and asking again
 * can help (retry.ts). Throws AppError; 'tooLong' is the caller's to shrink, 'stalled' comes after the text that came.
 */
export function openAIProvider(connection: Connection, key: string, options: OpenAIOptions = {}): Provider {
  return {
    id: connection.id,
    stream: (prompt, signal) => stream({ connection, key, options }, prompt, signal),
  };
}

interface Setup {
  connection: Connection;
  key: string;
  options: OpenAIOptions;
}

async function* stream(setup: Setup, prompt: Prompt, signal: AbortSignal): AsyncGenerator<ProviderEvent> {
  const { connection, key, options } = setup;
  const client = await clientFor(connection, key, options.fetch);
  const asked = askedOf(connection, key);
  const unsupported = new Set(options.unsupported);
  for (let made = 1; ; made++) {
    const body = bodyFor(connection, prompt, unsupported);
    let shown = false;
    yield { type: 'sending', body };
    try {
      for await (const event of attempt(client, setup, body, signal)) {
        shown ||= event.type === 'text' || event.type === 'thinking';
        yield event;
      }
      return;
    } catch (thrown) {
      if (signal.aborted) return;
      const { data } = explainThrown(thrown, asked);
      const parameter = shown ? undefined : refusedParameter(data, body);
      if (parameter !== undefined && !unsupported.has(parameter)) {
        unsupported.add(parameter);
        options.onUnsupported?.(parameter);
        made--; // a corrected request is not another try
        continue;
      }
      const waitMs = shown || made >= (options.maxRequests ?? Infinity) ? undefined : waitBefore(data, made);
      if (waitMs === undefined) throw asFinal(data, shown);
      const backOffMs = data.retryAfterMs ?? waitMs * (options.retryScale ?? patienceScale);
      const isOffline = data.code === 'offline';
      const atMs = Date.now() + (isOffline ? 0 : backOffMs);
      yield { type: 'retrying', atMs, error: data };
      if (isOffline) await untilOnline(signal);
      // A network that has just come back resolves no names yet.
      await sleepUntil(isOffline ? Date.now() + backOffMs : atMs, signal);
      if (signal.aborted) return;
    }
  }
}

/** One request and its reply. Aborted: ends quietly, or throws what the abort broke. Leaves no connection behind. */
async function* attempt(
  client: OpenAI,
  { connection, key, options }: Setup,
  body: Record<string, unknown>,
  signal: AbortSignal,
): AsyncGenerator<ProviderEvent> {
  if (signal.aborted) return;
  const asked = askedOf(connection, key);
  const request = new AbortController();
  const stop = () => request.abort();
  signal.addEventListener('abort', stop, { once: true });
  const clock = new ContentClock(
    { ...defaultTimers, ...options.timers },
    asked.local || thinksSilently(connection),
    stop,
  );
  try {
    const response = await ask(asked, () =>
      client.chat.completions
        // The body is ours to build: providers' parameters go beyond the SDK's types.
        .create(body as unknown as OpenAI.ChatCompletionCreateParamsStreaming, { signal: request.signal })
        .asResponse(),
    );
    const chunks = chunksOf(beginningFirst(bytesOf(response, request.signal)), charsetOf(response));
    for await (const event of readReply(chunks, asked, clock)) {
      if (request.signal.aborted && event.type === 'end' && clock.failure !== undefined) break;
      if (signal.aborted) return;
      yield event;
    }
    if (clock.failure !== undefined) throw clock.failure;
  } catch (thrown) {
    throw clock.failure ?? thrown;
  } finally {
    clock.stop();
    signal.removeEventListener('abort', stop);
    request.abort();
  }
}

/** A stream that closed without a word is told as an empty reply once asking again did not help. */
function asFinal({ code, detail, ...more }: AppErrorData, shown: boolean): AppError {
  return new AppError(code === 'interrupted' && !shown ? 'emptyReply' : code, detail, more);
}

/** Resolves at `atMs` or when aborted. Timers may run early by a hair; a server that said "in 1 s" means it. */
async function sleepUntil(atMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && Date.now() < atMs) {
    await new Promise<void>((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, Math.max(1, atMs - Date.now()));
      signal.addEventListener('abort', finish, { once: true });
    });
  }
}
