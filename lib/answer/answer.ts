import type { Checking } from '../grounding/checking.ts';
import { chooseSources } from '../grounding/choose-sources.ts';
import { excerpts } from '../grounding/excerpts.ts';
import type { AnswerEvent, Author, Quote } from '../model/answer.ts';
import type { AnswerRequest, Message } from '../model/conversation.ts';
import { AppError } from '../model/errors.ts';
import type { Page } from '../model/page.ts';
import type { Provider, ProviderEvent } from '../providers/provider.ts';
import { type Asking, askingOf, modeOf, mostSteps, type Surroundings, sentOf, wishesOf } from './asking.ts';
import { checked, checkedSubject } from './checked.ts';
import { withoutRepeat } from './continued.ts';
import type { Queue, Queued } from './queue.ts';

/** Who writes, and what only this answer needs to know. */
export interface Writer {
  author: Author;
  provider: Provider;
}

export interface Circumstances extends Surroundings {
  queue: Queue;
  /** Wanted when a model has thought for a moment, at the latest with its first words. */
  checking(): Promise<Checking>;
  /** The prompt of the request as it came, written while something else was waited for; absent: still to be written. */
  prompt?: Promise<Asking> | undefined;
  /** Resolves when a model may be asked; absent: at once. */
  mayAsk?: Promise<void> | undefined;
  /** The page with the texts of those sources' pages that the user allowed to be read. */
  withTexts?: (page: Page, signal: AbortSignal) => Promise<Page>;
}

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
    if (request.subject) {
      yield* checkedSubject(request.subject, request.page?.sources ?? [], circumstances.checking);
      return;
    }
    const writer = await chooseWriter(request);
    if (!writer) {
      if (!request.page) throw new AppError('noConnection');
      yield { type: 'author', author: { kind: 'quotes' } };
      yield { type: 'left', left: chooseSources(request.page.sources, wishesOf(request, circumstances)).left };
      yield { type: 'quotes', quotes: quotesOf(request, circumstances) };
      yield { type: 'end', reason: 'complete' };
      return;
    }
    yield { type: 'author', author: writer.author };
    const read = request.page && (await circumstances.withTexts?.(request.page, signal));
    if (read && read !== request.page) {
      request = { ...request, page: read };
      circumstances = { ...circumstances, prompt: undefined };
      yield { type: 'read', texts: textsOf(read) };
    }
    const events = asked(request, writer, circumstances, signal);
    const rest = request.part ? withoutRepeat(request.part, events) : events;
    for await (const event of checked(rest, request, modeOf(request, circumstances), circumstances.checking)) {
      written ||= event.type === 'text';
      yield event;
    }
  } catch (thrown) {
    const quotes = written ? [] : quotesOf(request, circumstances);
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
  for (let step: number | undefined = 0; step !== undefined; ) {
    const { page } = request;
    const written = step === 0 ? circumstances.prompt : undefined;
    const asking: Asking = written ? await written : askingOf(request, circumstances, step);
    const { messages, sampling, used, left, masked, trimmed } = asking;
    if (page) yield { type: 'left', left };
    if (trimmed) yield { type: 'trimmed', ...trimmed };
    let began = false;
    await circumstances.mayAsk;
    try {
      const ask = () => provider.stream({ messages, ...sampling }, signal);
      const host = author.kind === 'model' ? author.host : '';
      for await (const event of circumstances.queue(host, signal, ask)) {
        began ||= event.type === 'text' || event.type === 'thinking';
        yield* event.type === 'sending'
          ? [{ type: 'sent', sent: sentOf(event.body, { host, sources: used, masked }) }]
          : shown(event);
      }
      return;
    } catch (thrown) {
      // What has been told cannot be taken back.
      const isTooLong = thrown instanceof AppError && thrown.code === 'tooLong' && !began;
      step = isTooLong ? shorterStep(request, circumstances, step, messages) : undefined;
      if (step === undefined) throw thrown;
    }
  }
}

/** The next step that asks for less: asking for the same again would only cost time. */
function shorterStep(request: AnswerRequest, circumstances: Circumstances, step: number, asked: readonly Message[]) {
  for (let next = step + 1; next <= mostSteps; next++)
    if (lengthOf(askingOf(request, circumstances, next).messages) < lengthOf(asked)) return next;
  return undefined;
}

const lengthOf = (messages: readonly Message[]): number =>
  messages.reduce((sum, { content }) => sum + content.length, 0);

function* shown(event: Exclude<ProviderEvent, { type: 'sending' }> | Queued): Generator<AnswerEvent> {
  switch (event.type) {
    case 'waiting':
      yield { type: 'status', status: 'waiting' };
      break;
    case 'retrying':
      yield { type: 'status', status: 'retrying', atMs: event.atMs, error: event.error };
      break;
    default:
      yield event;
  }
}

/** A follow-up without a model looks for its own words in the same sources. */
function quotesOf(request: AnswerRequest, circumstances: Circumstances): Quote[] {
  const { question, page } = request;
  if (!page) return [];
  const { kept } = chooseSources(page.sources, wishesOf(request, circumstances));
  return excerpts({ ...page, sources: kept, query: question }).map(({ source, quote }) => ({ source, text: quote }));
}

const textsOf = ({ sources }: Page) =>
  sources.flatMap(({ number, pageText }) => (pageText === undefined ? [] : [{ source: number, text: pageText }]));
