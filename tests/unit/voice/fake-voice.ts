import { AppError, type ErrorCode } from '../../../lib/model/errors.ts';
import type { SpeakEvent, SpeakerId } from '../../../lib/model/voice.ts';
import type { Utterance } from '../../../lib/voice/speakable/utterance.ts';
import type { Clock } from '../../../lib/voice/speaking/clock.ts';
import type { Clip, Engine, Playing } from '../../../lib/voice/speaking/engine.ts';
import type { Player } from '../../../lib/voice/speaking/player.ts';

/** Lets everything that waits for nothing but its turn happen. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** A clock that a test moves. */
export interface HandClock extends Clock {
  /** Moves by so many ms; whoever waits is woken at the right moment. */
  advance(ms: number): Promise<void>;
}

export function handClock(): HandClock {
  let now = 0;
  const sleepers = new Set<{ atMs: number; wake(): void }>();
  return {
    nowMs: () => now,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted || ms <= 0) return resolve();
        const sleeper = {
          atMs: now + ms,
          wake() {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal.addEventListener('abort', sleeper.wake, { once: true });
      }),
    async advance(ms) {
      const end = now + ms;
      await settled();
      for (;;) {
        const next = [...sleepers].filter(({ atMs }) => atMs <= end).sort((one, other) => one.atMs - other.atMs)[0];
        if (!next) break;
        now = next.atMs;
        next.wake();
        await settled();
      }
      now = end;
      await settled();
    },
  };
}

export interface Spoken {
  text: string;
  beganMs: number;
  endedMs?: number;
  /** It was cut off. */
  isCut: boolean;
  volume: number;
}

/** What an engine does with a clip. */
export type Behaviour = 'fine' | 'never begins' | 'never ends' | ErrorCode;

/** An engine that speaks 100 ms a letter, 50 ms after it was asked; `behaves` decides by the words. */
export function fakeEngine(
  clock: HandClock,
  {
    id = 'browser',
    pauses = false,
    behaves = () => 'fine',
    prepareMs,
  }: { id?: SpeakerId; pauses?: boolean; behaves?: (clip: Clip) => Behaviour; prepareMs?: number } = {},
) {
  const spoken: Spoken[] = [];
  const prepared: { text: string; isOver: boolean; isAborted: boolean }[] = [];

  async function* speak(clip: Clip, { gapMs, volume, onSteering }: Playing, signal: AbortSignal) {
    const how = behaves(clip);
    await clock.wait(gapMs, signal);
    if (how === 'never begins') await new Promise(() => {});
    await clock.wait(50, signal);
    if (signal.aborted) return;
    if (how !== 'fine' && how !== 'never ends') throw new AppError(how as ErrorCode, 'scripted', { host: 'tts.test' });
    const entry: Spoken = { text: clip.text, beganMs: clock.nowMs(), isCut: false, volume };
    spoken.push(entry);
    let isHeld = false;
    onSteering((steering) => {
      if (steering.do === 'pause') isHeld = true;
      if (steering.do === 'resume') isHeld = false;
      if (steering.do === 'volume') entry.volume = steering.volume;
    });
    yield { reach: id === 'connection' ? ('connection' as const) : ('device' as const) };
    let leftMs = how === 'never ends' ? Number.POSITIVE_INFINITY : (clip.text.length * 100) / clip.rate;
    while (leftMs > 0 && !signal.aborted) {
      await clock.wait(50, signal);
      if (!isHeld) leftMs -= 50;
    }
    entry.endedMs = clock.nowMs();
    entry.isCut = signal.aborted;
  }

  const engine: Engine = {
    id,
    pauses,
    startMs: 3_000,
    speak,
    ...(prepareMs !== undefined && {
      async prepare(clip: Clip, signal: AbortSignal) {
        const entry = { text: clip.text, isOver: false, isAborted: false };
        prepared.push(entry);
        await clock.wait(prepareMs, signal);
        Object.assign(entry, { isOver: true, isAborted: signal.aborted });
      },
    }),
  };
  return { engine, spoken, prepared, texts: () => spoken.map(({ text }) => text) };
}

/** Utterances laid end to end, each with its language and the sources it cites. */
export function unitsOf(...texts: (string | Partial<Utterance>)[]): Utterance[] {
  let at = 0;
  return texts.map((each, block) => {
    const given = typeof each === 'string' ? { text: each } : each;
    const text = given.text ?? '';
    const start = at;
    at += text.length;
    return { start, end: at, lang: 'zh', cites: [], block, pauseAfterMs: 120, ...given, text };
  });
}

/** Plays, keeping what is told. */
export function listen(player: Player, setup: Parameters<Player['play']>[0]) {
  const events: SpeakEvent[] = [];
  const leave = new AbortController();
  const outcome: { end?: 'end' | AppError } = {};
  void (async () => {
    for await (const event of player.play(setup, leave.signal)) events.push(event);
  })().then(
    () => {
      outcome.end = 'end';
    },
    (thrown: AppError) => {
      outcome.end = thrown;
    },
  );
  return {
    events,
    outcome,
    leave,
    /** Texts of the units that began. */
    began: () => events.flatMap((event) => (event.type === 'unit' && event.phase === 'start' ? [event.unit.text] : [])),
    states: () => events.flatMap((event) => (event.type === 'state' ? [event.state] : [])),
    speakers: () => events.flatMap((event) => (event.type === 'speaker' ? [event] : [])),
  };
}
