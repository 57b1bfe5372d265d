import { AppError, type AppErrorData } from '../../model/errors.ts';
import type { SpeakEvent, SpeakerId, SpeechControl } from '../../model/voice.ts';
import { createOutbox } from '../outbox.ts';
import type { Utterance } from '../speakable/utterance.ts';
import { type Cast, createCast } from './cast.ts';
import type { Clock } from './clock.ts';
import type { Clip, Engine } from './engine.ts';
import { createPrefetch } from './prefetch.ts';
import { createSourceNames } from './source-names.ts';
import { type Live, speakOne } from './speak-one.ts';

export interface Setup {
  /** Who speaks; the second when the first fails. */
  engines: readonly [Engine, Engine?];
  /** Why the first is not who should speak. */
  instead?: AppErrorData | undefined;
  /** Names of sources, by number. */
  names: Readonly<Record<number, string>>;
  rate: number;
  /** 0 to 1. */
  volume: number;
  clock: Clock;
}

export interface Start {
  /** Offset of what is to be spoken first. */
  from: number;
  /** Utterances after which it ends, or at the first question. */
  most?: number | undefined;
}

/** Speaks one text, an utterance at a time, while the text may still grow. */
export interface Player {
  add(utterances: readonly Utterance[], isWhole: boolean): void;
  control(control: SpeechControl): void;
  readonly isPaused: boolean;
  /** Who speaks now; undefined before anybody does. */
  readonly speaker: SpeakerId | undefined;
  /** Speaks until the end. Aborting silences it. Called once. @throws AppError when nobody can speak. */
  play(setup: Setup, signal: AbortSignal): AsyncGenerator<SpeakEvent>;
}

/** A player that has no text yet; `play` may be called before, while or after the text comes. */
export function createPlayer({ from, most = Number.POSITIVE_INFINITY }: Start): Player {
  const outbox = createOutbox<SpeakEvent>();
  const units: Utterance[] = [];
  let isWhole = false;
  /** Of the unit that is spoken, or will be. */
  let at = 0;
  /** Counts the listener's own moves. */
  let moves = 0;
  /** An offset whose text has not come yet. */
  let sought: number | undefined = from;
  let isPaused = false;
  let isStopped = false;
  let spoken = 0;
  let rate = 1;
  let volume = 1;
  let duck = 1;
  let cast: Cast | undefined;
  let live: Live | undefined;
  let wake = () => {};
  let onGrown = () => {};

  let told: string | undefined;
  function tellState(state: 'waiting' | 'speaking' | 'paused'): void {
    const now = `${state} ${rate}`;
    if (now !== told) outbox.put({ type: 'state', state, rate });
    told = now;
  }

  function settle(): void {
    if (sought === undefined) return;
    const wanted = sought;
    const found = units.findIndex(({ end }) => end > wanted);
    at = found < 0 ? units.length : found;
    if (found >= 0 || isWhole) sought = undefined;
  }

  /** Whatever is spoken now is not wanted any more. */
  function leave(): void {
    moves++;
    live?.leave();
    wake();
  }

  function go(index: number): void {
    sought = undefined;
    isPaused = false;
    at = Math.max(0, Math.min(index, units.length));
    leave();
  }

  function pause(): void {
    if (isPaused) return;
    isPaused = true;
    if (live?.hasBegun && cast?.engine.pauses) {
      live.steer({ do: 'pause' });
      tellState('paused');
    } else leave();
  }

  function resume(): void {
    if (!isPaused) return;
    isPaused = false;
    if (live && !live.isLeft) {
      live.steer({ do: 'resume' });
      tellState('speaking');
    } else wake();
  }

  const steerVolume = () => live?.steer({ do: 'volume', volume: volume * duck });

  function control(asked: SpeechControl): void {
    switch (asked.do) {
      case 'pause':
        pause();
        break;
      case 'resume':
        resume();
        break;
      case 'next':
        go(at + 1);
        break;
      case 'previous':
        go(at - 1);
        break;
      case 'repeat':
        // In a silence, what was just heard is meant.
        go(live?.hasBegun ? at : at - 1);
        break;
      case 'stop':
        isStopped = true;
        leave();
        break;
      case 'rate':
        if (rate === asked.rate) break;
        rate = asked.rate;
        if (isPaused) tellState('paused');
        leave(); // the sentence is spoken anew, so that the change is heard
        break;
      case 'volume':
        volume = asked.volume;
        steerVolume();
        break;
      case 'seek':
        isPaused = false;
        sought = asked.offset;
        settle();
        leave();
        break;
      case 'duck':
        duck = asked.to;
        steerVolume();
        break;
    }
  }

  async function run(setup: Setup, signal: AbortSignal): Promise<void> {
    const { clock, names } = setup;
    const speakers = createCast(setup.engines, setup.instead);
    cast = speakers;
    rate = setup.rate;
    volume = setup.volume;
    const textOf = createSourceNames(names);
    const clipOf = (index: number): Clip | undefined => {
      const unit = units[index];
      if (!unit || spoken + index - at >= most) return undefined;
      const isFirst = speakers.isNew && index === at;
      return { id: `${index} ${rate}`, text: textOf(units, index), lang: unit.lang, rate, isFirst };
    };
    const prefetch = createPrefetch(clipOf, signal);
    onGrown = prefetch.again;
    /** When the last sentence's pause is over; nothing after a move. */
    let restsUntilMs: number | undefined;

    const tellUnit = (index: number, phase: 'start' | 'end') => {
      const unit = units[index];
      if (!unit) return;
      const { start, end, text, lang, cites } = unit;
      outbox.put({ type: 'unit', unit: { index, start, end, text, lang, cites }, phase });
    };

    function afterFailure(thrown: unknown): 'again' | 'skip' {
      try {
        const next = speakers.failed(thrown);
        if (next === 'again') prefetch.drop();
        return next;
      } catch (last) {
        // Why the one who should have spoken did not is worth knowing too.
        const event = speakers.speaker('device');
        if (event?.instead) outbox.put(event);
        throw last;
      }
    }

    async function speak(index: number, clip: Clip): Promise<'spoken' | 'left' | 'again' | 'skip'> {
      const { engine } = speakers;
      try {
        const task = {
          engine,
          clip,
          clock,
          gapMs: restsUntilMs === undefined ? 0 : Math.max(0, restsUntilMs - clock.nowMs()),
          volume: volume * duck,
          onLive: (now: Live) => {
            live = now;
          },
          onWait: () => tellState('waiting'),
          onBegin: (reach: Parameters<Cast['speaker']>[0]) => {
            const event = speakers.speaker(reach);
            if (event) outbox.put(event);
            tellUnit(index, 'start');
            tellState('speaking');
            prefetch.reach(index, engine);
          },
        };
        const outcome = await speakOne(task, signal);
        if (outcome === 'silent') throw new AppError('voiceFailed', 'The voice ended before it began.');
        return outcome;
      } catch (thrown) {
        return afterFailure(thrown);
      } finally {
        live = undefined;
      }
    }

    tellState('waiting');
    while (!signal.aborted && !isStopped) {
      settle();
      const [index, movesBefore] = [at, moves];
      const unit = units[index];
      const clip = clipOf(index);
      if (isPaused || (!unit && !isWhole)) {
        tellState(isPaused ? 'paused' : 'waiting');
        await woken(signal);
        continue;
      }
      if (!unit || !clip) return;
      const outcome = await speak(index, clip);
      restsUntilMs = undefined;
      if (outcome === 'spoken') {
        restsUntilMs = clock.nowMs() + unit.pauseAfterMs;
        speakers.spoke();
        spoken++;
        tellUnit(index, 'end');
        if (spoken >= most || (Number.isFinite(most) && isQuestion(unit.text))) return;
      }
      if (moves === movesBefore && outcome !== 'again') at++;
    }
  }

  function woken(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        wake = () => {};
        resolve();
      };
      wake = done;
      signal.addEventListener('abort', done);
    });
  }

  return {
    add(utterances, whole) {
      units.push(...utterances);
      isWhole ||= whole;
      onGrown();
      wake();
    },
    control,
    get isPaused() {
      return isPaused;
    },
    get speaker() {
      return cast?.engine.id;
    },
    async *play(setup, signal) {
      // What is still being fetched when it is over is not wanted.
      const over = new AbortController();
      void run(setup, AbortSignal.any([signal, over.signal])).then(outbox.end, outbox.fail);
      try {
        yield* outbox.read(signal);
      } finally {
        over.abort();
      }
    },
  };
}

const isQuestion = (text: string): boolean => /[?？]["'”’」』)）\s]*$/u.test(text);
