import { AppError } from '../../model/errors.ts';
import type { ListenEvent } from '../../model/voice.ts';
import { saysNothingNew } from '../listening/backchannel.ts';
import { type BargeIn, type BargeInEvent, bargedIn } from '../listening/barge-in.ts';
import { createEchoGate } from '../listening/echo.ts';
import { createEndpointer, type SpeechEvent } from '../listening/endpointer.ts';
import { createRecording } from '../listening/recording.ts';
import type { Ear, News } from './ear.ts';
import { levels } from './levels.ts';
import type { OwnSound } from './own-sound.ts';
import { longestMs } from './push.ts';
import { finalOf } from './words-event.ts';

/** ms kept before a voice was noticed, and after the last of it. */
const aroundMs = 300;
/** ms of a voice above our own before anything happens (`duckAfterMs` of lib/voice/listening/barge-in.ts). */
const startMs = 300;
/** Lulls of a turn at which its words are asked for. */
const mostEarly = 2;

export interface BargeInNeeds {
  news: AsyncIterable<News>;
  ear: Ear;
  /** Silence that ends a turn, ms. */
  endMs: number;
  /** A turn may be transcribed at its first lull. */
  early: boolean;
  own: OwnSound;
  nowMs(): number;
}

/**
 * Listens while an answer is played: what somebody says above our own sound makes it softer, then silent; a listener's
 * "mm", our own words or nothing let it go on, and anything else is their turn, with which this ends. Also ends after a
 * minute without a voice.
 */
export async function* bargeIn(needs: BargeInNeeds, signal: AbortSignal): AsyncGenerator<ListenEvent> {
  const { news, ear, endMs, early, own } = needs;
  const recording = createRecording();
  const echo = createEchoGate();
  const endpointer = createEndpointer({ endMs, startMs, passes: echo.passes });
  const level = levels();
  let state: BargeIn = 'none';
  const isOver = () => state === 'over';
  /** What was being read when they began: later it is silent. */
  let spoken: readonly string[] = [];
  let startedMs: number | undefined;
  let guess: { words: Promise<string | undefined>; stop: AbortController; found?: string | undefined } | undefined;
  let guesses = 0;

  const clipOf = (span: { startMs: number; endMs: number }) => ({
    samples: recording.clip(span.startMs - aroundMs, span.endMs + aroundMs),
    speechMs: span.endMs - span.startMs,
  });
  const drop = () => {
    guess?.stop.abort();
    guess = undefined;
  };
  function* step(event: BargeInEvent): Generator<ListenEvent> {
    const { state: next, act } = bargedIn(state, event, spoken);
    state = next;
    if (act === 'resume') {
      if (event.type === 'words' && event.text !== '') echo.wasOurs();
      endpointer.finish();
      startedMs = undefined;
      guesses = 0;
      drop();
      ear.leave();
    }
    if (act === 'duck') yield { type: 'bargeIn', now: 'ducked' };
    if (act === 'hold') yield { type: 'bargeIn', now: 'held' };
    if (act === 'resume') yield { type: 'bargeIn', now: 'resumed' };
  }
  const guessAt = (span: { startMs: number; endMs: number }) => {
    if (!early || !ear.takesClips || guesses >= mostEarly) return;
    guesses++;
    const stop = new AbortController();
    // What fails here is asked once more at the end, and fails there in earnest.
    const words = ear.early(clipOf(span), AbortSignal.any([signal, stop.signal])).catch(() => undefined);
    const mine: NonNullable<typeof guess> = { words, stop };
    guess = mine;
    void words.then((found) => {
      mine.found = found;
    });
  };
  async function* ended(span: { startMs: number; endMs: number }): AsyncGenerator<ListenEvent> {
    yield { type: 'heard' };
    const known = await guess?.words;
    const text = known ?? (yield* wordsOf(span));
    guess = undefined;
    if (signal.aborted) return;
    yield* step({ type: 'words', text, when: 'end' });
    if (isOver()) yield finalOf(text);
    else recording.forget(span.endMs);
  }
  /** A recogniser that makes nothing of a cough is no failure here. */
  async function* wordsOf(span: { startMs: number; endMs: number }): AsyncGenerator<ListenEvent, string> {
    try {
      return yield* ear.words(clipOf(span), signal);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'recognitionSilent') return '';
      throw thrown;
    }
  }
  async function* took(event: SpeechEvent): AsyncGenerator<ListenEvent> {
    if (event.type === 'resume') drop();
    else if (event.type === 'lull') guessAt(event);
    else if (event.type === 'start') {
      startedMs = event.startMs;
      spoken = own.texts();
      // Only now: what nobody has spoken into goes to nobody.
      ear.begin();
      ear.spoke();
    } else {
      startedMs = undefined;
      yield* ended(event);
    }
  }

  try {
    for await (const piece of news) {
      if (piece.type === 'samples') {
        echo.played(own.loudness(), needs.nowMs());
        recording.add(piece.samples);
        for (const event of endpointer.push(piece.samples)) {
          yield* took(event);
          if (isOver()) return;
        }
        if (startedMs !== undefined) yield* step({ type: 'voice', ms: endpointer.voiceMs });
        if (guess?.found !== undefined) yield* step({ type: 'words', text: guess.found, when: 'lull' });
        yield* level(endpointer.level, recording.lengthMs);
        if (startedMs !== undefined) continue;
        recording.forget(recording.lengthMs - 2_000);
        if (recording.lengthMs >= longestMs) return;
      } else if (piece.type === 'done') {
        for (const event of endpointer.finish()) yield* took(event);
        if (isOver()) return;
      } else if (piece.type === 'partial') {
        if (!saysNothingNew(piece.text, spoken)) yield { type: 'partial', text: piece.text };
        yield* step({ type: 'words', text: piece.text, when: 'meanwhile' });
      } else if (piece.type === 'listenerFailed') {
        const open = ear.failed(piece.place, piece.error);
        if (open) yield open;
      } else throw new AppError('micNone', 'The microphone was taken away.');
    }
  } finally {
    drop();
  }
}
