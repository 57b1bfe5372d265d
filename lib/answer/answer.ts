import { chooseSources } from '../grounding/choose-sources.ts';
import { excerpts } from '../grounding/excerpts.ts';
import { prompt } from '../grounding/prompt.ts';
import type { AnswerEvent, Author, Quote, Sent } from '../model/answer.ts';
import type { AnswerRequest, Message } from '../model/conversation.ts';
import { AppError } from '../model/errors.ts';
import type { AnswerMode, Preferences } from '../model/preferences.ts';
import type { Provider, ProviderEvent } from '../providers/provider.ts';
import { checked } from './checked.ts';
import { continuing, withoutRepeat } from './continued.ts';
import type { Queue, Queued } from './queue.ts';

/** Who writes, and what only this answer needs to know. */
export interface Writer {
  author: Author;
  provider: Provider;
}

export interface Circumstances {
  preferences: Pick<
    Preferences,
    'answerLanguage' | 'answerMode' | 'persona' | 'template' | 'blockedHosts' | 'preferredHosts' | 'masks'
  >;
  now: Date;
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
      yield { type: 'left', left: chooseSources(request.page.sources, wishesOf(request, circumstances)).left };
      yield { type: 'quotes', quotes: quotesOf(request, circumstances) };
      yield { type: 'end', reason: 'complete' };
      return;
    }
    yield { type: 'author', author: writer.author };
    const events = asked(request, writer, circumstances, signal);
    const rest = request.part ? withoutRepeat(request.part, events) : events;
    for await (const event of checked(rest, request, modeOf(request, circumstances))) {
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
  for (const [step, maxSources] of sourceSteps.entries()) {
    const { question, page, task } = request;
    const history = step === 0 ? request.history : [];
    const { preferences, now } = circumstances;
    const mode = modeOf(request, circumstances);
    const { messages, used, left, masked, droppedTurns } = prompt({
      ...preferences,
      ...wishesOf(request, circumstances),
      ...{ question, page, task, history, maxSources, mode, now, nonce: nonceOf(request) },
      language: preferences.answerLanguage,
    });
    if (page) yield { type: 'left', left };
    const turns = step === 0 ? droppedTurns : request.history.filter(({ text }) => text.trim() !== '').length;
    const trimmed = { ...(step > 0 && page && { sources: used.length }), ...(turns > 0 && { turns }) };
    if (Object.keys(trimmed).length > 0) yield { type: 'trimmed', ...trimmed };
    let began = false;
    try {
      const sent = request.part ? continuing(messages, request.part, /\p{Script=Han}/u.test(question)) : messages;
      const ask = () => provider.stream({ messages: sent, ...sampling[mode] }, signal);
      const host = author.kind === 'model' ? author.host : '';
      for await (const event of circumstances.queue(host, signal, ask)) {
        began ||= event.type === 'text' || event.type === 'thinking';
        yield* event.type === 'sending' ? [sentOf(event.body, { host, sources: used, masked })] : shown(event);
      }
      return;
    } catch (thrown) {
      // What has been told cannot be taken back.
      const isTooLong = thrown instanceof AppError && thrown.code === 'tooLong' && !began;
      const mayShrink = isTooLong && step + 1 < sourceSteps.length;
      if (!mayShrink || (!page?.sources.length && request.history.length === 0)) throw thrown;
    }
  }
}

/** Sampling of a model's words: as little chance as a server allows, or some. */
const sampling: Record<AnswerMode, { temperature: number; seed?: number }> = {
  accurate: { temperature: 0, seed: 1 },
  creative: { temperature: 0.9 },
};

const modeOf = (request: AnswerRequest, { preferences }: Circumstances): AnswerMode =>
  request.mode ?? preferences.answerMode;

const wishesOf = ({ without }: AnswerRequest, { preferences }: Circumstances) => ({
  without,
  blockedHosts: preferences.blockedHosts,
  preferredHosts: preferences.preferredHosts,
});

/** Fences the sources. Made of the request's random id, so that what will be sent can be shown before it is. */
const nonceOf = ({ id }: AnswerRequest): string => id.replace(/[^\da-z]/gi, '').slice(0, 8) || 'x';

/** The body as it went out, told apart into what is said and how. */
function sentOf(body: Record<string, unknown>, more: Pick<Sent, 'host' | 'sources' | 'masked'>): AnswerEvent {
  const { model, messages, ...parameters } = body;
  return { type: 'sent', sent: { ...more, model: String(model), messages: messages as Message[], parameters } };
}

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
