import type { EndReason } from '../../lib/model/answer.ts';
import { type AppErrorData, errorData } from '../../lib/model/errors.ts';
import { defaultTimers } from '../../lib/providers/content-clock.ts';
import { openAIProvider } from '../../lib/providers/openai.ts';
import { provideSdk } from '../../lib/providers/sdk.ts';
import type { Script } from './replay-scripts.ts';
import type { ReplayServer, SplitMode } from './replay-server.ts';

provideSdk(() => import('openai'));

export interface Replayed {
  id: string;
  /** In the words of the fault catalogue. */
  outcome: string;
  text: string;
  thinking: string;
  error: { code: string; message: string } | null;
  requests: number;
}

/** A wait longer than this is not waited for. */
export const longestWaitMs = 20_000;

/** One replay through the shipped provider, with patience and back-off multiplied by `scale`. */
export async function replay(
  server: ReplayServer,
  script: Script,
  { mode, seed, scale }: { mode: SplitMode; seed: number; scale: number },
): Promise<Replayed> {
  const { baseUrl, requests } = server.serve(script, { mode, seed });
  const seen: Seen = { text: '', thinking: '', parameterDropped: false };
  const { firstMs, gapMs, capMs } = defaultTimers;
  // The server is on this computer; the one it plays is not, so it gets a far server's patience.
  const timers = { firstMs: firstMs * scale, slowFirstMs: firstMs * scale, gapMs: gapMs * scale, capMs: capMs * scale };
  const provider = openAIProvider(
    { id: 'replay', name: 'replay', preset: 'custom', baseUrl, model: 'replayed' },
    'sk-replay-0123456789abcdefghij',
    {
      timers,
      retryScale: scale,
      onUnsupported: () => {
        seen.parameterDropped = true;
      },
    },
  );
  const prompt = { messages: [{ role: 'user' as const, content: 'hi' }], temperature: 0, seed: 1, maxTokens: 1024 };
  const stop = new AbortController();
  try {
    for await (const event of provider.stream(prompt, stop.signal)) {
      if (event.type === 'text') seen.text += event.text;
      if (event.type === 'thinking') seen.thinking += event.text;
      if (event.type === 'end') seen.end = event;
      if (event.type === 'retrying' && event.atMs - Date.now() > longestWaitMs) {
        seen.error = event.error;
        seen.waits = true;
        stop.abort();
      }
    }
  } catch (thrown) {
    seen.error = errorData(thrown);
  }
  return {
    id: script.id,
    outcome: outcomeOf(seen, script.status),
    text: seen.text,
    thinking: seen.thinking,
    error: seen.error === undefined ? null : { code: seen.error.code, message: sentence(seen.error) },
    requests: requests(),
  };
}

/** What came of one question. */
export interface Seen {
  text: string;
  thinking: string;
  end?: { reason: EndReason; finish?: string };
  error?: AppErrorData;
  /** The error announced a long wait. */
  waits?: boolean;
  parameterDropped: boolean;
}

/** The words of the fault catalogue for it; `status` is what the server said first. */
export function outcomeOf({ text, end, error, waits, parameterDropped }: Seen, status: number): string {
  if (end !== undefined) {
    if (end.reason === 'interrupted') return 'partial';
    if (end.reason === 'filtered') return end.finish === 'refusal' ? 'refusal' : 'content_filter';
    return end.reason;
  }
  if (error === undefined) return 'nothing';
  if (text !== '') return error.code === 'stalled' ? 'partial+timeout' : 'partial+error';
  if (error.code === 'emptyReply' || error.code === 'onlyThinking') return 'empty-answer';
  if (error.code === 'timeout' && error.status === undefined) return 'timeout error';
  if (waits && error.code === 'rateLimited') return 'error:rate (shows wait, no early retry)';
  if (parameterDropped && error.code === 'badRequest') return 'retry-without-param';
  if (status < 300 && error.code !== 'network') return 'error';
  if (error.code === 'tooLong') return status === 413 ? 'error:too-long' : 'error:context';
  return `error:${kinds[error.code] ?? error.code}`;
}

const kinds: Partial<Record<AppErrorData['code'], string>> = {
  badKey: 'auth',
  noCredit: 'billing',
  refusedRegion: 'region',
  refusedOrigin: 'origin',
  noModel: 'model',
  notFound: 'url',
  notAnApi: 'url',
  filtered: 'filtered',
  rateLimited: 'rate',
  serverFailed: 'server',
  overloaded: 'server',
  timeout: 'server',
  redirected: 'redirect',
  badRequest: 'bad-request',
};

/** An error in a sentence that names the host. */
export const sentence = ({ code, detail, host, status }: AppErrorData): string =>
  `${host ?? 'The server'}${status === undefined ? '' : ` (${status})`}: ${detail === '' ? code : detail}`;
