import { AppError } from '../../model/errors.ts';
import type { ListenEvent } from '../../model/voice.ts';
import { createEndpointer, type SpeechEvent } from '../listening/endpointer.ts';
import { createRecording } from '../listening/recording.ts';
import { soundsUnfinished } from '../listening/unfinished.ts';
import type { Ear, News } from './ear.ts';
import { levels } from './levels.ts';
import { finalOf } from './words-event.ts';

/** ms kept before a voice was noticed, and after the last of it: soft beginnings and ends. */
const aroundMs = 300;
/** ms without a word that count as a turn of nothing, so that a forgotten microphone does not stay on. */
const quietMs = 20_000;
/** Transcriptions of a turn that may yet go on. */
const mostEarly = 2;
/** Words that sound unfinished wait this much longer, within these bounds (ms). */
const unfinished = { times: 1.5, least: 900, most: 2_500 } as const;

export interface HandsFree {
  news: AsyncIterable<News>;
  ear: Ear;
  /** Silence that ends a turn, ms. */
  endMs: number;
  /** A turn may be transcribed at its first lull. */
  early: boolean;
}

interface Guess {
  words: Promise<string | undefined>;
  stop: AbortController;
}

/** Turn after turn, each ended by silence, or because the user says so, until aborted. */
export async function* handsFree(
  { news, ear, endMs, early }: HandsFree,
  signal: AbortSignal,
): AsyncGenerator<ListenEvent> {
  const recording = createRecording();
  const endpointer = createEndpointer({ endMs });
  const level = levels();
  let guess: Guess | undefined;
  let guesses = 0;
  let isSpeaking = false;
  let lastMs = 0;

  const clipOf = ({ startMs, endMs: untilMs }: { startMs: number; endMs: number }) => ({
    samples: recording.clip(startMs - aroundMs, untilMs + aroundMs),
    speechMs: untilMs - startMs,
  });
  const drop = () => {
    guess?.stop.abort();
    guess = undefined;
  };
  const guessed = (span: { startMs: number; endMs: number }): Guess => {
    const stop = new AbortController();
    // What fails here is asked once more at the end of the turn, and fails there in earnest.
    const words = ear.early(clipOf(span), AbortSignal.any([signal, stop.signal])).catch(() => undefined);
    return { words, stop };
  };
  const atLull = (span: { startMs: number; endMs: number }) => {
    if (!early || !ear.takesClips || guesses >= mostEarly) return;
    guesses++;
    const mine = guessed(span);
    guess = mine;
    void mine.words.then((text) => {
      if (guess !== mine || !text || !soundsUnfinished(text)) return;
      const longer = Math.min(unfinished.most, Math.max(unfinished.least, endMs * unfinished.times));
      endpointer.waitFor(Math.max(endMs, longer));
    });
  };
  async function* ended(span: { startMs: number; endMs: number }): AsyncGenerator<ListenEvent> {
    yield { type: 'heard' };
    const mine = guess;
    guess = undefined;
    const text = (await mine?.words) ?? (yield* ear.words(clipOf(span), signal));
    if (signal.aborted) return;
    yield text ? finalOf(text) : { type: 'nothing' };
    recording.forget(span.endMs);
    guesses = 0;
    lastMs = recording.lengthMs;
    ear.begin();
  }
  async function* took(event: SpeechEvent): AsyncGenerator<ListenEvent> {
    if (event.type === 'resume') drop();
    else if (event.type === 'lull') atLull(event);
    else if (event.type === 'start') {
      isSpeaking = true;
      ear.spoke();
      yield { type: 'speech' };
    } else {
      isSpeaking = false;
      yield* ended(event);
    }
  }

  try {
    for await (const piece of news) {
      if (piece.type === 'samples') {
        recording.add(piece.samples);
        for (const event of endpointer.push(piece.samples)) yield* took(event);
        yield* level(endpointer.level, recording.lengthMs);
        if (isSpeaking) continue;
        recording.forget(recording.lengthMs - 2_000); // a voice is noticed after a quarter of a second
        if (recording.lengthMs - lastMs < quietMs) continue;
        lastMs = recording.lengthMs;
        yield { type: 'nothing' };
      } else if (piece.type === 'done') {
        if (!isSpeaking) yield { type: 'nothing' };
        for (const event of endpointer.finish()) yield* took(event);
      } else if (piece.type === 'partial') yield { type: 'partial', text: piece.text };
      else if (piece.type === 'listenerFailed') {
        const open = ear.failed(piece.place, piece.error);
        if (open) yield open;
      } else if (piece.type === 'microphoneGone') throw new AppError('micNone', 'The microphone was taken away.');
    }
  } finally {
    drop();
  }
}
