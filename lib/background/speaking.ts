import type { Calls } from '../messaging/protocol.ts';
import type { Connection } from '../model/connection.ts';
import { AppError, errorData } from '../model/errors.ts';
import type { ListenEvent, SpeakEvent, SpeakRequest, VoiceInfo, VoicePreferences } from '../model/voice.ts';
import type { UtteranceReader } from '../voice/speakable/utterances.ts';
import { type Clock, realClock } from '../voice/speaking/clock.ts';
import type { Engine } from '../voice/speaking/engine.ts';
import { browserEngine } from '../voice/speaking/engines/browser.ts';
import { type ClipPlayer, connectionEngine } from '../voice/speaking/engines/connection.ts';
import { type Synthesiser, voicesOf } from '../voice/speaking/engines/synthesiser.ts';
import { createPlayer, type Player } from '../voice/speaking/player.ts';
import type { Talk } from '../voice/talk.ts';

/** The one speaker of this browser. */
export interface Speaking {
  /** Speaks; whoever spoke before is told 'taken'. */
  speak(request: SpeakRequest, signal: AbortSignal): AsyncGenerator<SpeakEvent>;
  text(more: Calls['voice.text']['request']): Calls['voice.text']['reply'];
  control(asked: Calls['voice.control']['request']): void;
  /** Somebody is about to speak, perhaps beside another tab: what is read aloud waits. */
  pause(): void;
  voices(): Promise<VoiceInfo[]>;
  /** What is heard now is a connection's voice, which we play: whoever speaks into it can be told from it. */
  readonly isPlayed: boolean;
  /** Somebody speaks into what is read: softer, silent, or on as before. What the user paused stays paused. */
  breakIn(now: Extract<ListenEvent, { type: 'bargeIn' }>['now']): void;
}

/** Of the volume, while somebody seems to speak. */
const ducked = 0.25;

interface Means {
  preferences(): Promise<VoicePreferences>;
  connections(): Promise<Connection[]>;
  synthesiser: Synthesiser;
  clips: ClipPlayer;
  /** Wanted when the first text is read. */
  reading(): Promise<Pick<Talk, 'createUtterances'>>;
  /**
   * Counts an answer that a connection reads as one of the day's requests, however many sentences it has.
   * @throws AppError 'capReached'
   */
  count(): Promise<void>;
  /** The user's languages, best first: `zh-TW`, `en-GB`. */
  locales: readonly string[];
  clock?: Clock;
}

interface Speech {
  id: string;
  text: string;
  isWhole: boolean;
  add(text: string, isWhole: boolean): void;
  /** What reads the text is there: what came before it is read now. */
  begin(reader: UtteranceReader): void;
  player: Player;
  taken: AbortController;
}

/** No answer is as long; a page's script that got hold of a panel shall not spend a service's voice without end. */
const mostLetters = 400_000;

/** A page's script may choose how fast its user hears; which service and voice only our own pages may try. */
export const asMayBe = ({ tried, ...request }: SpeakRequest, isOwnPage: boolean): SpeakRequest => ({
  ...request,
  ...(tried && { tried: isOwnPage ? tried : tried.rate === undefined ? {} : { rate: tried.rate } }),
});

/** A speaker that is silent. One speech at a time, whichever surface asked for it. */
export function createSpeaking(means: Means): Speaking {
  const { clock = realClock } = means;
  let live: Speech | undefined;
  /** The speech that is silent because somebody breaks in. */
  let held: Speech | undefined;

  return {
    async *speak(request, signal) {
      const before = live;
      const mine = newSpeech(request);
      live = mine;
      before?.taken.abort();
      const until = AbortSignal.any([signal, mine.taken.signal]);
      try {
        mine.begin((await means.reading()).createUtterances(request.lang && { lang: request.lang }));
        const wishes = { ...(await means.preferences()), ...request.tried };
        // One that was stopped or taken meanwhile says nothing, and so costs nothing.
        if (!until.aborted) {
          const { engines, instead } = await cast(wishes, means, clock);
          const { rate, volume } = wishes;
          const names = wishes.namesSources ? request.names : {};
          yield* mine.player.play({ engines, instead, names, rate, volume, clock }, until);
        }
        // The same speech opened anew, after its surface lost the way to us, was not taken by another.
        if (mine.taken.signal.aborted && live?.id !== mine.id) yield { type: 'taken' };
      } finally {
        if (live === mine) live = undefined;
      }
    },
    text({ speechId, at, text, isWhole }) {
      if (live?.id !== speechId) return null;
      // What overlaps is known; what would leave a hole has to come again.
      if (at <= live.text.length) live.add(text.slice(live.text.length - at), isWhole);
      return { has: live.isWhole ? at + text.length : live.text.length }; // nothing more is wanted of what is whole
    },
    pause() {
      live?.player.control({ do: 'pause' });
    },
    control({ speechId, control }) {
      if (live?.id !== speechId) return;
      if (control.do === 'pause') held = undefined; // the user's own pause lasts
      live.player.control(control);
    },
    get isPlayed() {
      return live?.player.speaker === 'connection';
    },
    breakIn(now) {
      const speech = live;
      if (!speech) return;
      const { player } = speech;
      if (now === 'held') {
        if (player.isPaused) return;
        held = speech;
        player.control({ do: 'pause' });
        return;
      }
      player.control({ do: 'duck', to: now === 'ducked' ? ducked : 1 });
      if (now === 'resumed' && held === speech) player.control({ do: 'resume' });
      held = undefined;
    },
    voices: () => voicesOf(means.synthesiser, clock, AbortSignal.timeout(5_000)),
  };
}

function newSpeech({ speechId, from, most }: SpeakRequest): Speech {
  let reader: UtteranceReader | undefined;
  const player = createPlayer({ from, most });
  const read = () => {
    if (!reader) return;
    const found = reader.push(speech.text);
    player.add(speech.isWhole ? [...found, ...reader.end()] : found, speech.isWhole);
  };
  const speech: Speech = {
    id: speechId,
    text: '',
    isWhole: false,
    add(text, isWhole) {
      if (speech.isWhole) return;
      speech.text = (speech.text + text).slice(0, mostLetters);
      speech.isWhole = isWhole || speech.text.length === mostLetters;
      read();
    },
    begin(found) {
      reader = found;
      if (speech.text || speech.isWhole) read();
    },
    player,
    taken: new AbortController(),
  };
  return speech;
}

/** Who speaks, and who does when that fails, or when the day's requests are used up. */
async function cast(
  wishes: VoicePreferences,
  { connections, synthesiser, clips, count, locales }: Means,
  clock: Clock,
): Promise<{ engines: [Engine, Engine?]; instead?: ReturnType<typeof errorData> }> {
  const browser = browserEngine(synthesiser, { ...wishes, locales }, clock);
  if (wishes.speaker === 'browser') return { engines: [browser] };
  const { speakWith } = wishes;
  const connection = (await connections()).find(({ id }) => id === speakWith?.connectionId);
  if (!connection || !speakWith) return { engines: [browser], instead: errorData(new AppError('noConnection')) };
  try {
    await count();
  } catch (thrown) {
    return { engines: [browser], instead: errorData(thrown) };
  }
  clips.expect?.();
  return { engines: [connectionEngine(clips, { ...speakWith, connection }), browser] };
}
