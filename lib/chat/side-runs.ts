import type { OpinionPair } from '../grounding/opinion.ts';
import { mostPairs, readOpinions } from '../grounding/read-opinions.ts';
import type { AnswerRequest, SecondAnswer, Turn } from '../model/conversation.ts';
import { errorData } from '../model/errors.ts';
import type { Source } from '../model/page.ts';
import type { Check } from '../model/verdict.ts';
import type { Ask } from './chat.ts';
import { applied, asSecond, newTurn } from './turn.ts';

type Change = (next: (turn: Turn) => Turn) => void;

/** Asks a turn's question once more and keeps that answer beside the first, which stays as it is. */
export async function askSecond(ask: Ask, request: AnswerRequest, change: Change, signal: AbortSignal): Promise<void> {
  let answered = newTurn(request.id, request.question, 0);
  change((turn) => ({ ...turn, second: asSecond(answered) }));
  const grow = (second: SecondAnswer) =>
    change((turn) => (turn.second?.runId === request.id ? { ...turn, second } : turn));
  try {
    for await (const event of ask(request, signal)) {
      answered = applied(answered, event, 0);
      grow(asSecond(answered));
    }
  } catch (thrown) {
    // Told to its end, it is whole, as in chat.ts.
    if (answered.status === 'streaming') grow({ ...asSecond(answered), status: 'failed', error: errorData(thrown) });
  }
}

/** Asks a model whether the checked sentences follow from their sources, in one request; its words stand beside the checks. */
export async function askOpinion(
  ask: Ask,
  request: AnswerRequest,
  checks: readonly Check[],
  change: Change,
  signal: AbortSignal,
): Promise<void> {
  change((turn) => ({ ...turn, opinion: { status: 'streaming' } }));
  let reply = '';
  let by: string | undefined;
  try {
    for await (const event of ask(request, signal)) {
      if (event.type === 'author' && event.author.kind === 'model') by = event.author.model;
      if (event.type === 'text') reply += event.text;
    }
    const opinions = readOpinions(reply, checks.length);
    change((turn) => ({
      ...turn,
      opinion: { status: opinions.some(Boolean) ? 'done' : 'failed', ...(by && { by }) },
      checks: turn.checks?.map((check) => {
        const opinion = opinions[checks.findIndex(({ start }) => start === check.start)];
        return opinion ? { ...check, opinion } : check;
      }),
    }));
  } catch (thrown) {
    change((turn) => ({ ...turn, opinion: { status: 'failed', error: errorData(thrown) } }));
  }
}

/** The sentences a model can be asked about: those that cite a source which is there, with what was compared. */
export function opinionPairs(turn: Turn): { checks: Check[]; pairs: OpinionPair[] } {
  const checks = (turn.checks ?? []).filter(({ sources }) => sources.length > 0).slice(0, mostPairs);
  const textOf = (check: Check) =>
    check.sources
      .flatMap((number) => turn.page?.sources.find((source) => source.number === number) ?? [])
      .map((source) => near(source, check))
      .join('\n');
  return {
    checks,
    pairs: checks.map((check) => ({ sentence: turn.text.slice(check.start, check.end), source: textOf(check) })),
  };
}

/** Of a whole page only what stands around the evidence: a request is no place for a book. */
function near({ number, title, text, pageText }: Source, check: Check): string {
  if (!pageText) return `${title}\n${text}`;
  return [title, ...check.evidence.filter(({ source }) => source === number).map(({ quote }) => quote)].join('\n');
}
