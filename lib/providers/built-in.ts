import { builtIn, type Connection } from '../model/connection.ts';
import type { Message } from '../model/conversation.ts';
import { AppError, type ErrorCode } from '../model/errors.ts';
import { ContentClock, defaultTimers, type Timers } from './content-clock.ts';
import type { Prompt, Provider, ProviderEvent } from './provider.ts';
import type { ConnectionReport } from './test.ts';

/** The part of the Prompt API that is used here (webmachinelearning.github.io/prompt-api, read 2026-11). */
export interface BrowserModel {
  availability(options?: LanguageOptions): Promise<'unavailable' | 'downloadable' | 'downloading' | 'available'>;
  create(
    options: LanguageOptions & {
      initialPrompts?: Message[];
      signal?: AbortSignal;
      monitor?(monitor: EventTarget): void;
    },
  ): Promise<BrowserSession>;
}

export interface BrowserSession {
  /** Pieces of the answer, each new. */
  promptStreaming(input: string, options: { signal: AbortSignal }): ReadableStream<string>;
  destroy(): void;
}

interface LanguageOptions {
  expectedInputs?: { type: 'text'; languages: string[] }[];
  expectedOutputs?: { type: 'text'; languages: string[] }[];
}

export interface BuiltInOptions {
  /** What the self-test in Chinese found; see `Connection.speaksChinese`. */
  speaksChinese?: boolean | undefined;
  /** The self-test ran; worth remembering. */
  onChecked?(speaksChinese: boolean): void;
  /** For tests. */
  timers?: Partial<Timers>;
}

/** The browser's own model, where this context has one. */
export const browserModel = (): BrowserModel | undefined =>
  (globalThis as { LanguageModel?: BrowserModel }).LanguageModel;

/** Whether there is something to offer: a model that is here, or that can be downloaded. */
export async function isOffered(model: BrowserModel | undefined): Promise<boolean> {
  if (model === undefined) return false;
  const unknown = new Promise<'unavailable'>((resolve) => setTimeout(() => resolve('unavailable'), availabilityMs));
  const state = model.availability().catch(() => 'unavailable' as const);
  return (await Promise.race([state, unknown])) !== 'unavailable';
}

/** Chromium 156, waiting for the list of its models and without network, never says. */
const availabilityMs = 10_000;

/**
 * Downloads the model if that is still to be done; browsers begin that only inside a click. `onProgress` hears how much
 * is there, 0 to 1.
 */
export async function prepareBuiltIn(
  model: BrowserModel | undefined,
  onProgress: (share: number) => void,
): Promise<boolean> {
  if (model === undefined) return false;
  // A model that is here already reports its 0 and 1, too. Not waited for: the click would be over.
  let downloads = false;
  const asking = model.availability().then((state) => {
    downloads = state !== 'available';
  });
  const monitor = (target: EventTarget) =>
    target.addEventListener('downloadprogress', (event) => {
      if (downloads) onProgress((event as ProgressEvent).loaded); // as the Prompt API defines it, 0 to 1
    });
  const session = await model.create({ monitor }).catch(() => undefined);
  await asking.catch(() => {}); // the session says more
  session?.destroy();
  return session !== undefined;
}

/**
 * The browser's own model. No such model lists Chinese among its languages, so before its first Chinese answer it must
 * pass a self-test. Throws AppError, 'noChinese' when it does not.
 */
export function builtInProvider(
  connection: Connection,
  model: BrowserModel | undefined,
  options: BuiltInOptions = {},
): Provider {
  let speaksChinese = options.speaksChinese;
  return {
    id: connection.id,
    async *stream(prompt, signal) {
      if (model === undefined) throw failure('noModel', 'This browser has no model of its own.');
      if (hasHan(questionOf(prompt))) {
        if (speaksChinese === undefined) {
          speaksChinese = await answersInChinese(model, signal);
          if (signal.aborted) return;
          options.onChecked?.(speaksChinese);
        }
        if (!speaksChinese) throw failure('noChinese');
      }
      yield { type: 'sending', body: { model: builtIn.host, messages: prompt.messages } };
      yield* answered(model, prompt, signal, options.timers);
    },
  };
}

/** A real, small question, and the self-test in Chinese. Throws AppError. */
export async function testBuiltIn(
  model: BrowserModel | undefined,
  signal: AbortSignal,
): Promise<ConnectionReport & { speaksChinese: boolean }> {
  if (model === undefined) throw failure('noModel', 'This browser has no model of its own.');
  const startedMs = Date.now();
  await textOf(model, 'Say hello in one word.', signal);
  const latencyMs = Date.now() - startedMs;
  if (signal.aborted) throw failure('timeout', 'The test was given up.');
  return {
    latencyMs,
    model: builtIn.host,
    baseUrl: builtIn.baseUrl,
    speaksChinese: await answersInChinese(model, signal),
  };
}

/** Something every model of Chinese knows, asked in Chinese, with an answer that cannot be had by repeating the question. */
async function answersInChinese(model: BrowserModel, signal: AbortSignal): Promise<boolean> {
  try {
    const answer = await textOf(model, '中国的首都是哪座城市？请用一句完整的中文回答。', signal);
    const letters = answer.match(/\p{Letter}/gu) ?? [];
    const han = letters.filter(hasHan);
    return answer.includes('北京') && han.length > letters.length / 2;
  } catch (thrown) {
    // Refusing to speak the language is an answer; having no memory left is not.
    if (thrown instanceof AppError && thrown.code === 'badRequest') return false;
    throw thrown;
  }
}

async function textOf(model: BrowserModel, question: string, signal: AbortSignal): Promise<string> {
  let text = '';
  for await (const event of answered(model, { messages: [{ role: 'user', content: question }] }, signal))
    if (event.type === 'text') text += event.text;
  return text;
}

async function* answered(
  model: BrowserModel,
  prompt: Prompt,
  signal: AbortSignal,
  timers: Partial<Timers> = {},
): AsyncGenerator<ProviderEvent> {
  if (signal.aborted) return;
  const question = prompt.messages.at(-1)?.content ?? '';
  const initialPrompts = prompt.messages.slice(0, -1).map(({ role, content }) => ({ role, content }));
  const request = new AbortController();
  const stop = () => request.abort();
  signal.addEventListener('abort', stop, { once: true });
  const clock = new ContentClock({ ...defaultTimers, ...timers }, true, stop);
  let session: BrowserSession | undefined;
  let isEmpty = true;
  try {
    session = await created(model, { ...languagesFor(question), initialPrompts, signal: request.signal });
    for await (const text of piecesOf(session.promptStreaming(question, { signal: request.signal }), request.signal)) {
      if (request.signal.aborted) break;
      isEmpty &&= text === '';
      if (text === '') continue;
      clock.content();
      yield { type: 'text', text };
    }
    if (signal.aborted) return;
    if (clock.failure !== undefined) throw clock.failure;
    if (isEmpty) throw failure('emptyReply');
    yield { type: 'end', reason: 'complete' };
  } catch (thrown) {
    if (signal.aborted) return;
    if (clock.failure !== undefined) throw failure(clock.failure.data.code, clock.failure.data.detail);
    if (thrown instanceof AppError) throw thrown;
    throw explained(thrown, session !== undefined);
  } finally {
    clock.stop();
    signal.removeEventListener('abort', stop);
    session?.destroy();
  }
}

/** Does not wait for a browser that overlooks the signal; a session that comes too late is given back. */
function created(
  model: BrowserModel,
  options: Parameters<BrowserModel['create']>[0] & { signal: AbortSignal },
): Promise<BrowserSession> {
  const session = model.create(options);
  return unlessStopped(session, options.signal, () => void session.then((late) => late.destroy()).catch(() => {}));
}

/** The step's end, or an AbortError at once when `signal` says so. */
async function unlessStopped<T>(step: Promise<T>, signal: AbortSignal, onStopped = () => {}): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stopped = () => {
    onStopped();
    reject(signal.reason);
  };
  if (signal.aborted) stopped();
  signal.addEventListener('abort', stopped, { once: true });
  try {
    return await Promise.race([step, promise]);
  } finally {
    signal.removeEventListener('abort', stopped);
  }
}

/** Naming English lets the browser check what comes out; naming a language it does not list makes it refuse outright. */
function languagesFor(question: string): LanguageOptions {
  if (/[^\p{Script=Latin}\p{Script=Common}]/u.test(question)) return {};
  const english = [{ type: 'text' as const, languages: ['en'] }];
  return { expectedInputs: english, expectedOutputs: english };
}

/** Not every engine iterates streams. Leaving early cancels. */
async function* piecesOf(stream: ReadableStream<string>, signal: AbortSignal): AsyncGenerator<string> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await unlessStopped(reader.read(), signal);
      if (done) return;
      yield value;
    }
  } finally {
    void reader.cancel().catch(() => {}); // it has ended, or failed, already
  }
}

/** The Prompt API's exceptions by their names, as its specification lists them. */
function explained(thrown: unknown, hasSession: boolean): AppError {
  const { name, message } = thrown instanceof Error ? thrown : { name: '', message: String(thrown) };
  const codes: Record<string, ErrorCode> = {
    QuotaExceededError: 'tooLong',
    // Before there is a session: nothing runs here. Afterwards: a language that the model is not made for.
    NotSupportedError: hasSession ? 'badRequest' : 'noModel',
    NotReadableError: 'filtered',
    NotAllowedError: 'noModel', // still to be downloaded, which begins only inside a click
    InvalidStateError: 'noModel',
    OperationError: 'serverFailed',
    NetworkError: 'network', // of the download
  };
  return failure(codes[name] ?? 'serverFailed', `${name}: ${message}`);
}

const failure = (code: ErrorCode, detail = ''): AppError => new AppError(code, detail, { host: builtIn.host });

const questionOf = ({ messages }: Prompt): string => messages.findLast(({ role }) => role === 'user')?.content ?? '';

const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
