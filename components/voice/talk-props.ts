import type { AppErrorData } from '../../lib/model/errors.ts';
import type { Talking } from '../../lib/voice/talking/talking.ts';

/** What a composer needs to be talked to. */
export interface TalkProps {
  talking: Talking;
  /** `KeyboardEvent.code` that is held to talk. */
  talkKey: string;
  /** Opens the page about the microphone. */
  onMicrophone: () => void;
  onOptions: () => void;
}

/** What happened, in the user's language. */
export type ErrorWords = (error: AppErrorData) => string;
