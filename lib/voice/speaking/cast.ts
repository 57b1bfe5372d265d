import { AppError, type AppErrorData, errorData } from '../../model/errors.ts';
import type { Reach, SpeakEvent } from '../../model/voice.ts';
import type { Engine } from './engine.ts';

/** Utterances in a row that do not begin: then the voice is given up. */
const mostSilent = 2;

/** What to do after a failure: the same again by another voice, or on with the next. */
export type Next = 'again' | 'skip';

/** Who speaks, and who does when that fails: once a speech, told with the reason. */
export interface Cast {
  readonly engine: Engine;
  /** This voice has spoken nothing yet. */
  readonly isNew: boolean;
  spoke(): void;
  /** @throws what failed, when nobody can go on. */
  failed(thrown: unknown): Next;
  /** Who speaks, unless that has been told. */
  speaker(reach: Reach): Extract<SpeakEvent, { type: 'speaker' }> | undefined;
}

/** The first of the engines speaks; `why`: what kept another from doing so. */
export function createCast(engines: readonly [Engine, Engine?], why?: AppErrorData): Cast {
  let [engine, spare] = engines;
  let instead = why;
  let said = 0;
  let silent = 0;
  let told = '';
  return {
    get engine() {
      return engine;
    },
    get isNew() {
      return said === 0;
    },
    spoke() {
      said++;
      silent = 0;
    },
    failed(thrown) {
      const error = errorData(thrown);
      if (spare) {
        engine = spare;
        spare = undefined;
        instead = error;
        said = silent = 0;
        return 'again';
      }
      if (error.code === 'noVoice') {
        // A sentence in another language is passed over; an answer nobody here can read is not.
        if (said === 0) throw thrown;
        instead ??= error;
        return 'skip';
      }
      if (++silent < mostSilent) return 'skip';
      throw error.code === 'timeout' ? new AppError('voiceFailed', error.detail) : thrown;
    },
    speaker(reach) {
      const now = `${engine.id} ${reach} ${instead?.code}`;
      if (now === told) return undefined;
      told = now;
      return { type: 'speaker', speaker: engine.id, reach, ...(instead && { instead }) };
    },
  };
}
