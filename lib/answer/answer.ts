import { excerpts } from '../grounding/excerpts.ts';
import { prompt } from '../grounding/prompt.ts';
import type { AnswerEvent, Author, Quote } from '../model/answer.ts';
import type { AnswerRequest } from '../model/conversation.ts';
import { AppError } from '../model/errors.ts';
import type { Page } from '../model/page.ts';
import type { AnswerLanguage } from '../model/preferences.ts';
import type { Provider, ProviderEvent } from '../providers/provider.ts';
import { continuing, withoutRepeat } from './continued.ts';
import type { Queue, Queued } from './queue.ts';

/** Who writes, and what only this answer needs to know. */
export interface Writer {
  author: Author;
  provider: Provider;
}

export interface Circumstances {
  language: AnswerLanguage;
  now: Date;
  /** Fences the sources; new for every request. */
  nonce: string;
  queue: Queue;
}

/** How many sources are tried, in turn, when the model says the prompt is too long. */
const sourceSteps = [undefined, 3, 1] as const;

/**
 * The whole product in one function: a request in, a growing answer out. Without a writer, the page's own sentences.
 * @throws AppError; what was yielded before stays good. When nothing was written yet, the page's sentences come first.
 */
export async function* answer(
  request: AnswerRequest,
  chooseWriter: (request: AnswerRequest) => Promise<Writer | undefined>,
  circumstances: Circumstances,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  let written = false;
  try {
    const writer = await chooseWriter(request);
    if (!writer) {
      if (!request.page) throw new AppError('noConnection');
      yield { type: 'author', author: { kind: 'quotes' } };
      yield { type: 'quotes', quotes: quotesOf(request) };
      yield { type: 'end', reason: 'complete' };
      return;
    }
    yield { type: 'author', author: writer.author };
    const events = asked(request, writer, circumstances, signal);
    for await (const event of request.part ? withoutRepeat(request.part, events) : events) {
      written ||= event.type === 'text';
      yield event;
    }
  } catch (thrown) {
    const quotes = written ? [] : quotesOf(request);
    if (quotes.length > 0) yield { type: 'quotes', quotes };
    throw thrown;
  }
}

/** Asks the model; a prompt that is too long is asked again with fewer sources and no history. */
async function* asked(
  request: AnswerRequest,
  { provider, author }: Writer,
  circumstances: Circumstances,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  for (const [step, maxSources] of sourceSteps.entries()) {
    const { question, page } = request;
    const history = step === 0 ? request.history : [];
    const { messages, used, droppedTurns } = prompt({ question, page, history, maxSources, ...circumstances });
    const trimmed = {
      ...(step > 0 && page && { sources: used.length }),
      ...(droppedTurns > 0 && { turns: droppedTurns }),
    };
    if (Object.keys(trimmed).length > 0) yield { type: 'trimmed', ...trimmed };
    try {
      const sent = request.part ? continuing(messages, request.part, /\p{Script=Han}/u.test(question)) : messages;
      const ask = () => provider.stream({ messages: sent, temperature: 0 }, signal);
      for await (const event of circumstances.queue(author.kind === 'model' ? author.host : '', signal, ask))
        yield* shown(event);
      return;
    } catch (thrown) {
      const mayShrink = thrown instanceof AppError && thrown.code === 'tooLong' && step + 1 < sourceSteps.length;
      if (!mayShrink || (!page?.sources.length && request.history.length === 0)) throw thrown;
    }
  }
}

function* shown(event: ProviderEvent | Queued): Generator<AnswerEvent> {
  switch (event.type) {
    case 'waiting':
      yield { type: 'status', status: 'waiting' };
      break;
    case 'retrying':
      yield { type: 'status', status: 'retrying', atMs: event.atMs, error: event.error };
      break;
    case 'model':
      break; // the ledger will want it
    default:
      yield event;
  }
}

/** A follow-up without a model looks for its own words in the same sources. */
function quotesOf({ question, page }: { question: string; page?: Page }): Quote[] {
  if (!page) return [];
  return excerpts({ ...page, query: question }).map(({ source, quote }) => ({ source, text: quote }));
}
