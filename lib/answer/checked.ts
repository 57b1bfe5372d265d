import type { Checking } from '../grounding/checking.ts';
import type { Checker, DueCheck, Place } from '../grounding/checks.ts';
import type { AnswerEvent } from '../model/answer.ts';
import type { AnswerRequest, Subject } from '../model/conversation.ts';
import type { Source } from '../model/page.ts';
import type { AnswerMode } from '../model/preferences.ts';
import { afterMs, leastQuietMs, pause, withPauses } from './between.ts';

/**
 * The same events, and checks of the sentences they finish, in order: made when nothing more has come yet, so that words
 * never wait for the checks of others, and all of them before the end. The words tell which sentences will have one, so
 * that a screen can keep its place. Free writing is checked only where it cites: that nothing supports the rest is what
 * was asked for.
 */
export async function* checked(
  events: AsyncIterable<AnswerEvent>,
  request: AnswerRequest,
  mode: AnswerMode,
  checking: () => Promise<Checking>,
): AsyncGenerator<AnswerEvent> {
  const sources = request.page?.sources ?? [];
  if (sources.length === 0) {
    yield* events;
    return;
  }
  const onlyCited = mode === 'creative' || request.task === 'draft';
  const isTold = ({ isCited }: Place) => !onlyCited || isCited;
  let checker: Checker | undefined;
  let loading: Promise<unknown> | undefined;
  let failure: unknown;
  const due: DueCheck[] = [];
  const toldEnds = new Set<number>();
  const { part = '' } = request;
  let text = part;
  /** So much of the text has been looked through. */
  let looked = 0;
  /** Since then, by what may tell that a sentence has ended. */
  let hasGrown = false;
  /** The last of it, by itself: each look at the end of a growing text would copy all of it. */
  let tail = '';
  /** The words come one by one, and each waits for the screen longer than for a check. */
  let isSlow = false;
  let lastMs = Number.POSITIVE_INFINITY;
  const isDue = () => failure === undefined && (hasGrown || due.length > 0);
  /** ms in which a screen draws the end of what has come: checking a long burst would take it the processor. */
  const drawingMs = () => Math.min(mostDrawingMs, (text.length - Math.max(looked, part.length)) / drawnPerMs);

  /** An answer is told whole, and then that nothing of it could be checked. */
  const load = (): Promise<unknown> => {
    loading ??= checking()
      .then(({ createChecker }) => {
        checker = createChecker(sources);
        // Code that has just been loaded is slow once; words that come in a burst would wait for it.
        if (text === part) createChecker([]).push((sources[0]?.text ?? '').slice(0, lookedFirst));
      })
      .catch((thrown) => {
        failure = thrown;
      });
    return loading;
  };
  const soon = setTimeout(load, thinkingMs);

  /** Finds sentences that have ended, in so many more characters at most; where checks of these, and of one's parts, will stand. */
  function look(most: number): Place[] {
    if (!checker || !hasGrown) return [];
    looked = Math.min(text.length, looked + most);
    hasGrown = looked < text.length;
    const found = checker.push(text.slice(0, looked)).filter(isTold);
    due.push(...found);
    return [...found, ...checker.parts().filter(isTold)];
  }

  async function* next(): AsyncGenerator<AnswerEvent> {
    if (due.length === 0) {
      await load();
      look(lookedAtOnce);
    }
    const check = due.shift()?.make();
    if (check) yield { type: 'check', check };
  }
  async function* rest(): AsyncGenerator<AnswerEvent> {
    for (let sinceMs = Number.NEGATIVE_INFINITY; isDue(); ) {
      if (performance.now() - sinceMs > longestMs) {
        await othersTurn();
        sinceMs = performance.now();
      }
      yield* next();
    }
  }

  try {
    for await (const event of withPauses(events, isDue, () => (isSlow ? 0 : Math.max(leastQuietMs, drawingMs())))) {
      if (event === pause) {
        yield* next();
        continue;
      }
      if (event.type === 'end') {
        hasGrown = true;
        if (isDue() && drawingMs() > leastQuietMs) await afterMs(drawingMs());
        yield* rest();
        due.push(...(checker?.end().filter(isTold) ?? []));
        yield* rest();
        if (failure !== undefined) throw failure;
      }
      if (event.type !== 'text') {
        yield event;
        continue;
      }
      isSlow = performance.now() - lastMs > leastQuietMs && event.text.length < longestWord;
      lastMs = performance.now();
      tail += event.text;
      hasGrown ||= mayEndSentence.test(tail) || text.length - looked > longestUnread;
      tail = tail.slice(-longestAfterStop);
      const isBeginning = text.length - part.length <= lookedFirst;
      text += event.text;
      const places = isSlow || isBeginning ? look(lookedFirst) : [];
      const ends = places.flatMap(({ isClaim, end }) => (isClaim && !toldEnds.has(end) ? [end] : []));
      for (const end of ends) toldEnds.add(end);
      yield ends.length > 0 ? { ...event, due: ends } : event;
      void load();
    }
    yield* rest(); // who stops an answer gets no end
  } catch (thrown) {
    yield* rest();
    throw thrown;
  } finally {
    clearTimeout(soon);
  }
}

/** ms after which what checks is loaded for a model that has said nothing: a page that asked at once draws itself until then. */
const thinkingMs = 400;

/** Characters that are looked through at once, in a few ms: more would hold up the last words of a burst, which wait to be sent. */
const lookedAtOnce = 4_000;
/** And before they are told, unless they come slowly: of a burst, what is on the screen first. */
const lookedFirst = 1_000;

/** ms of checks in a row, after which words that wait to be sent have their turn: hundreds of checks take longer than that. */
const longestMs = 8;

const othersTurn = (): Promise<void> => afterMs(0);

/** Characters that are drawn in a millisecond, of a burst's end, and what it takes at most: most of it is never in view. */
const drawnPerMs = 500;
const mostDrawingMs = 200;

/** Characters: more at once are no single word. */
const longestWord = 40;

/** Only then is it worth looking: or when so many characters have come, which may be more than one check takes. */
const mayEndSentence = /[.!?。！？…;；\n]/;
const longestUnread = 100;
/** Characters behind a stop, citations and the next word's beginning, with which a sentence is known to have ended. */
const longestAfterStop = 24;

/** A text that somebody else wrote, with its checks against the page's other sources. Asks no model. */
export async function* checkedSubject(
  { text, source }: Subject,
  sources: readonly Source[],
  checking: () => Promise<Checking>,
): AsyncGenerator<AnswerEvent> {
  yield { type: 'author', author: { kind: 'quotes' } };
  const paragraphs = text.replace(/\n+/g, '\n\n'); // a page's lines are paragraphs
  yield { type: 'text', text: paragraphs };
  const others = sources.filter(({ number }) => number !== source);
  const { crossChecks } = await checking();
  for (const check of crossChecks(paragraphs, others)) yield { type: 'check', check };
  yield { type: 'end', reason: 'complete' };
}
