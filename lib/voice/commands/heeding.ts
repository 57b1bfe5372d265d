import type { Turn } from '../../model/conversation.ts';
import type { SpeechControl, SpokenLanguage, VoicePreferences } from '../../model/voice.ts';
import type { Reading, ReadingEnd, ReadingStore, ReadText } from '../reading/reading.ts';
import { spokenText, type Turns, turnText } from '../reading/turn-text.ts';
import { languageOf } from '../speakable/language.ts';
import { lessons } from '../tutor/lessons.ts';
import { moveOf } from '../tutor/moves.ts';
import { lessonOf, type Tutor } from '../tutor/tutor.ts';
import { actionsOf, type Commanded, perform } from './actions.ts';
import { type LeftOff, leftOff } from './left-off.ts';
import { lines } from './lines.ts';
import { parseCommand } from './parse.ts';

/** What spoken commands need of the surface they are heard in. */
export interface HeedingNeeds {
  chat: Turns;
  reading: ReadingStore;
  tutor: Tutor;
  preferences: () => VoicePreferences;
  /** A model answers. */
  hasModel: () => boolean;
  /** Asks as a spoken question is asked; resolves when its answer has been read aloud, where it is. */
  ask: (question: string, signal: AbortSignal) => Promise<void>;
  openSource: (url: string) => void;
  copy: (turn: Turn) => void;
  /** Brings the answer into view. */
  show: (turnId: string) => void;
}

export interface Heeding {
  /** The microphone goes on: silence, and what was being said is remembered. `isBrokenInto`: somebody has spoken into it. */
  beforeListening(isBrokenInto?: boolean): void;
  /**
   * Does what was said, if it is a command: then `onCommand` is called at once, and it resolves when all that is to be
   * said to it has been, so that nobody listens to that. False: it is none.
   */
  heed(heard: string, signal: AbortSignal, onCommand?: () => void): Promise<boolean>;
  /** Reads an answer to a spoken question that led here, and asks which of its sources is to be read. */
  readWithSources(turnId: string, signal: AbortSignal): Promise<void>;
}

/** Where a speech stood. */
interface Place {
  text: ReadText;
  /** Offsets of the sentences spoken so far, the current one last. */
  starts: number[];
  end: number;
  cites: number[];
}

/**
 * Commands heard in a surface; it remembers what was last read there, so that it can be gone on with. `before`: what was
 * cut off before this was here.
 */
export function createHeeding(needs: HeedingNeeds, before?: LeftOff): Heeding {
  const { chat, reading, tutor, preferences } = needs;
  const own = new Map<string, ReadText>();
  let place: Place | undefined;
  let interrupted = before?.interrupted ?? false;
  /** The turn after which it was asked which of its sources is to be read. */
  let offeredIn: string | undefined;
  let [rate, volume]: (number | undefined)[] = [];

  const textOf = (turnId: string): ReadText => turnText(chat, turnId, { lessons: () => lessons });

  function note(now: Reading | undefined): void {
    if (!now?.unit || now.turnId === 'line') return;
    const { start, end, cites } = now.unit;
    if (place?.text.turnId !== now.turnId) {
      const text = own.get(now.turnId) ?? textOf(now.turnId);
      place = { text, starts: [start], end, cites };
    } else if (place.starts.at(-1) !== start)
      place = { ...place, starts: [...place.starts.filter((one) => one < start), start], end, cites };
  }
  note(before?.reading ?? reading.getState().reading);
  reading.subscribe(() => note(reading.getState().reading));

  const lastTurn = (): Turn | undefined => chat.getState().turns.at(-1);
  const sources = () => lastTurn()?.page?.sources ?? chat.getState().page?.sources ?? [];
  const language = (): SpokenLanguage => {
    const turn = lastTurn();
    return languageOf(turn ? spokenText(turn) || turn.question : '', undefined) ?? 'en';
  };

  function situation(lang: SpokenLanguage) {
    const turn = lastTurn();
    return {
      sources: sources(),
      text: turn?.text ?? '',
      lang,
      ...(place && { spoken: { cites: place.cites } }),
      rate: rate ?? reading.getState().reading?.rate ?? preferences().rate,
      volume: volume ?? preferences().volume,
      hasModel: needs.hasModel(),
    };
  }

  const say = (text: string, lang: SpokenLanguage, turnId = 'line'): Promise<ReadingEnd> => {
    const whole: ReadText = { turnId, now: () => ({ text, isWhole: true }), onChange: () => () => {}, lang, names: {} };
    if (turnId !== 'line') own.set(turnId, whole);
    return reading.read(whole);
  };

  /** A speech that goes on is steered; one that made place for the microphone is taken up where it should go on. */
  function steer(control: SpeechControl): Promise<ReadingEnd> | undefined {
    const isLive = ['waiting', 'speaking', 'paused'].includes(reading.getState().reading?.state ?? '');
    switch (control.do) {
      case 'rate':
        rate = control.rate;
        reading.setRate(control.rate);
        return undefined;
      case 'volume':
        volume = control.volume;
        reading.setVolume(control.volume);
        return undefined;
      case 'stop':
        interrupted = false;
        reading.stop();
        return undefined;
      case 'pause':
        interrupted = false;
        reading.pause();
        return undefined;
      case 'resume':
      case 'repeat':
      case 'next':
      case 'previous':
        if (isLive) {
          reading[control.do]();
          return undefined;
        }
        interrupted = false;
        return place?.text.now() ? reading.read(place.text, { from: offsetFor(control.do, place) }) : undefined;
      default:
        return undefined;
    }
  }

  return {
    beforeListening(isBrokenInto) {
      interrupted = leftOff(reading.getState().reading, isBrokenInto).interrupted;
      reading.stop();
    },
    async heed(heard, signal, onCommand = () => {}) {
      const turn = lastTurn();
      const hasAnswer = turn !== undefined && spokenText(turn) !== '';
      const isTaught = tutor.getState().wanted && lessonOf(chat.getState().turns) !== undefined;
      // In a lesson these are the student's.
      if (isTaught && moveOf(heard) !== 'answer') return false;
      const voice = interrupted ? 'speaking' : 'idle';
      const offersSources = turn !== undefined && offeredIn === turn.id;
      const command = parseCommand(heard, { voice, hasAnswer, sources: sources().length, offersSources });
      if (!command || !turn) return false;
      onCommand();
      const lang = language();
      const answers: Promise<void>[] = [];
      const speeches: (Promise<ReadingEnd> | undefined)[] = [];
      let goesOn = interrupted;
      const by: Commanded = {
        control: (control) => speeches.push(steer(control)),
        say: (text) => speeches.push(say(text, lang)),
        readSource(number, text) {
          goesOn = false;
          speeches.push(say(text, languageOf(text, lang) ?? lang, `source-${number}`));
        },
        openSource: needs.openSource,
        ask(question) {
          goesOn = false;
          answers.push(needs.ask(question, signal));
        },
        newQuestion() {
          goesOn = false;
        },
        copy: () => needs.copy(turn),
        show: () => needs.show(turn.id),
        tutor(on) {
          goesOn = false;
          if (on) tutor.begin(turn.question);
          else tutor.leave();
        },
      };
      perform(actionsOf(command, situation(lang)), lang, by);
      const ends = await untilOver(speeches, signal);
      await untilOver(answers, signal);
      const isSilenced = ends.some((end) => end?.how === 'stopped');
      // What the command only broke in upon goes on where it was.
      if (goesOn && !isSilenced && interrupted && place?.text.now() && !signal.aborted)
        await untilOver([reading.read(place.text, { from: place.starts.at(-1) ?? 0 })], signal);
      return true;
    },
    async readWithSources(turnId, signal) {
      const { how } = await reading.read(textOf(turnId));
      const turn = chat.getState().turns.find(({ id }) => id === turnId);
      if (how !== 'whole' || signal.aborted || !turn || (turn.page?.sources.length ?? 0) < 2) return;
      offeredIn = turnId;
      await say(lines[language()].whichSource, language());
    },
  };
}

function offsetFor(what: 'resume' | 'repeat' | 'next' | 'previous', { starts, end }: Place): number {
  if (what === 'next') return end;
  return (what === 'previous' ? starts.at(-2) : undefined) ?? starts.at(-1) ?? 0;
}

/** How they ended; nothing when aborted. */
async function untilOver<T>(speeches: (Promise<T> | undefined)[], signal: AbortSignal): Promise<(T | undefined)[]> {
  if (signal.aborted) return [];
  const left = new Promise<[]>((resolve) => signal.addEventListener('abort', () => resolve([]), { once: true }));
  return Promise.race([Promise.all(speeches), left]);
}
