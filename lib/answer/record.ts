import { verifierVersion } from '../grounding/version.ts';
import { canonical, sha256 } from '../ledger/canonical.ts';
import type { AnswerEvent, Author, EndReason } from '../model/answer.ts';
import { costOf } from '../model/connection.ts';
import type { AnswerRequest } from '../model/conversation.ts';
import type { AppErrorData } from '../model/errors.ts';
import type { Page, Source } from '../model/page.ts';
import type { AnswerLanguage, AnswerMode } from '../model/preferences.ts';
import type { AnswerRecord, RecordedSource } from '../model/record.ts';

/** What decided about an answer besides the request. */
export interface Instructions {
  mode: AnswerMode;
  language: AnswerLanguage;
  /** The user's own instructions and persona; empty: ours. */
  template: string;
  persona: string;
}

/** What an answer is a function of, as far as we can tell beforehand. */
export interface Asked extends Instructions {
  request: AnswerRequest;
  author: Author;
  /** Besides model and messages, such as the temperature. */
  parameters: Record<string, unknown>;
}

export interface AnswerKeys {
  sameKey: string;
  questionKey: string;
}

/**
 * sameKey: the same for the same question, sources, conversation, model, parameters and instructions; two answers with it
 * may stand for each other. questionKey: the same question on the same kind of page to the same model, from whatever
 * sources and in whatever spelling of capitals, spaces and final marks.
 */
export async function answerKeys({ request, author, parameters, ...instructions }: Asked): Promise<AnswerKeys> {
  const { question, history, page, task, without = [], part, tutor } = request;
  const sources = page?.sources.filter(({ number }) => !without.includes(number)) ?? [];
  const model = author.kind === 'model' ? { host: author.host, model: author.model } : 'quotes';
  const { mode, language, template, persona } = instructions;
  const [sameKey, questionKey] = await Promise.all([
    sha256(
      canonical({
        question,
        history: history.map((turn) => [turn.question, turn.text]),
        page: page && [page.site, page.kind, page.query, page.detail],
        sources: await Promise.all(sources.map(async (source) => [source.number, await sourceHash(source)])),
        ...{ task, part, tutor, model, parameters, mode, language, template, persona },
      }),
    ),
    sha256(
      canonical({
        ...{ site: page?.site, kind: page?.kind, task, tutor, model, mode },
        question: plainQuestion(question),
        // A follow-up is another question after another conversation.
        history: history.map((turn) => plainQuestion(turn.question)),
      }),
    ),
  ]);
  return { sameKey, questionKey };
}

const sourceHash = ({ title, url, text, pageText }: Source): Promise<string> =>
  sha256(canonical([title, url, text, pageText]));

const plainQuestion = (question: string): string =>
  question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\s?!.。．…~]+$/u, '');

export interface Run {
  request: AnswerRequest;
  /** All that was said, in order. */
  events: readonly AnswerEvent[];
  /** Epoch milliseconds at which it was asked. */
  atMs: number;
  instructions: Instructions;
  error?: AppErrorData | undefined;
  /** How it ended when no event says so. */
  end?: EndReason | undefined;
}

/** A run as the ledger keeps it; undefined when there is no answer in it, nothing was sent, or it is a kept one retold. */
export async function recordOf({
  request,
  events,
  atMs,
  instructions,
  error,
  end,
}: Run): Promise<AnswerRecord | undefined> {
  const { id, question, task, part = '' } = request;
  const all = <T extends AnswerEvent['type']>(type: T) =>
    events.filter((event): event is Extract<AnswerEvent, { type: T }> => event.type === type);
  const page = request.page && withTexts(request.page, all('read').at(-1)?.texts ?? []);
  const sent = all('sent').at(-1)?.sent;
  const text = all('text').map((event) => event.text);
  const quotes = all('quotes').at(-1)?.quotes ?? [];
  if (all('kept').length > 0 || (text.length === 0 && quotes.length === 0 && !sent)) return undefined;
  const author: Author = all('author').at(-1)?.author ?? { kind: 'quotes' };
  const usage = all('usage').at(-1)?.usage;
  const modelReturned = all('model').at(-1)?.model;
  const parameters = sent?.parameters ?? {};
  const reason = all('end').at(-1)?.reason ?? end;
  return {
    id,
    atMs,
    question,
    ...(page && { page: { site: page.site, kind: page.kind, url: page.url, query: page.query } }),
    ...(task && { task }),
    mode: instructions.mode,
    author,
    ...(modelReturned && { modelReturned }),
    parameters,
    messages: sent?.messages ?? [],
    sources: await Promise.all((page?.sources ?? []).map(recorded)),
    left: all('left').at(-1)?.left ?? [],
    answer: part + text.join(''),
    quotes,
    checks: all('check').map(({ check }) => check),
    verifier: verifierVersion,
    ...(usage && { usage }),
    ...(usage && author.kind === 'model' && author.prices && { cost: costOf(usage, author.prices) }),
    ...(reason && { end: reason }),
    ...(error && { error }),
    // Of the request as it was asked: what its pages say is not known beforehand.
    ...(await answerKeys({ request, author, parameters, ...instructions })),
  };
}

const withTexts = (page: Page, texts: readonly { source: number; text: string }[]): Page => ({
  ...page,
  sources: page.sources.map((source) => {
    const read = texts.find((one) => one.source === source.number);
    return read ? { ...source, pageText: read.text } : source;
  }),
});

/** The hash is of the text that is checked against: of the page behind the source, where that was read. */
const recorded = async (source: Source): Promise<RecordedSource> => ({
  ...source,
  sha256: await sha256(source.pageText ?? source.text),
});
