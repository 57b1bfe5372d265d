import { AppError } from '../../model/errors.ts';
import type { Reach } from '../../model/voice.ts';
import { untilAborted } from '../outbox.ts';
import type { Clock } from './clock.ts';
import type { Clip, Engine, Steering } from './engine.ts';
import { estimatedMs } from './estimate.ts';

/** A clip that has begun ends within three times what it should take, and gets at least this (ms). */
const endMs = 4_000;
const endTimes = 3;
/** ms beyond which the wait for a voice is told. */
const tellsWaitMs = 400;

/** The clip that is being spoken, as its listener can get at it. */
export interface Live {
  readonly hasBegun: boolean;
  readonly isLeft: boolean;
  /** It is not wanted any more. */
  leave(): void;
  steer(steering: Steering): void;
}

interface Task {
  engine: Engine;
  clip: Clip;
  gapMs: number;
  volume: number;
  clock: Clock;
  onLive(live: Live): void;
  onBegin(reach: Reach): void;
  onWait(): void;
}

/**
 * Speaks one clip, and gives up on an engine that does not begin or does not end: both have been seen of browsers, without
 * an error. 'left': it was not wanted to its end. 'silent': it ended without having begun.
 * @throws AppError as the engine failed; 'timeout' when it did not begin.
 */
export async function speakOne(task: Task, signal: AbortSignal): Promise<'spoken' | 'left' | 'silent'> {
  const { engine, clip, gapMs, volume, clock } = task;
  const own = new AbortController();
  const over = AbortSignal.any([signal, own.signal]);
  let heed: (steering: Steering) => void = () => {};
  /** The last volume that was asked for; the engine may not listen yet. */
  let loudness: Extract<Steering, { do: 'volume' }> | undefined;
  let hasBegun = false;
  let isLate = false;
  let isLeft = false;
  const watch = watchdog(clock, over, () => {
    isLate = true;
    own.abort();
  });
  task.onLive({
    get hasBegun() {
      return hasBegun;
    },
    get isLeft() {
      return over.aborted;
    },
    leave() {
      isLeft = true;
      own.abort();
    },
    steer(steering) {
      if (steering.do === 'pause') watch.sleep();
      if (steering.do === 'resume') watch.wake();
      if (steering.do === 'volume') loudness = steering;
      heed(steering);
    },
  });
  watch.expect(gapMs + engine.startMs);
  void clock.wait(gapMs + tellsWaitMs, over).then(() => {
    if (!hasBegun && !over.aborted) task.onWait();
  });
  const onSteering = (next: typeof heed) => {
    heed = next;
    if (loudness) next(loudness);
  };
  try {
    for await (const { reach } of untilAborted(engine.speak(clip, { gapMs, volume, onSteering }, over), over)) {
      if (hasBegun) continue;
      hasBegun = true;
      watch.expect(Math.max(endMs, endTimes * estimatedMs(clip.text, clip.rate)));
      task.onBegin(reach);
    }
  } finally {
    own.abort();
  }
  if (isLate && !hasBegun) throw new AppError('timeout', `The voice did not begin within ${engine.startMs} ms.`);
  if (signal.aborted || isLeft) return 'left';
  return hasBegun ? 'spoken' : 'silent';
}

/** Barks when what is expected does not come in time; sleeps while a clip is held. */
function watchdog(clock: Clock, over: AbortSignal, bark: () => void) {
  let watching = new AbortController();
  let limitMs = 0;
  const wake = () => {
    watching.abort();
    const mine = new AbortController();
    watching = mine;
    void clock.wait(limitMs, AbortSignal.any([over, mine.signal])).then(() => {
      if (!mine.signal.aborted && !over.aborted) bark();
    });
  };
  return {
    expect(ms: number) {
      limitMs = ms;
      wake();
    },
    wake,
    sleep: () => watching.abort(),
  };
}
