import { AppError } from '../../../model/errors.ts';
import type { VoiceInfo } from '../../../model/voice.ts';
import { createOutbox } from '../../outbox.ts';
import type { Synthesiser } from './synthesiser.ts';

/** Chromium's `chrome.tts`, as much of it as we use; it works in a worker, and needs no press of a button. */
export interface ChromeTts {
  getVoices(): Promise<TtsVoice[]>;
  speak(text: string, options: TtsOptions): Promise<void>;
  stop(): void;
}

interface TtsVoice {
  voiceName?: string;
  lang?: string;
  remote?: boolean;
  extensionId?: string;
  eventTypes?: string[];
}

interface TtsOptions {
  voiceName?: string;
  extensionId?: string;
  lang?: string;
  rate: number;
  pitch: number;
  volume: number;
  enqueue: boolean;
  onEvent(event: { type: string; errorMessage?: string }): void;
}

/** A synthesiser of `chrome.tts`. Voices of other extensions that never say when they are done are left out. */
export function chromeTts(tts: ChromeTts): Synthesiser {
  let voices = new Map<string, TtsVoice>();

  async function list(): Promise<VoiceInfo[]> {
    // One that never says that it is done would have to be guessed at.
    const usable = (await tts.getVoices()).filter(
      ({ eventTypes }) => !eventTypes?.length || eventTypes.includes('end'),
    );
    voices = new Map(usable.map((voice) => [idOf(voice), voice]));
    return usable.map((voice) => ({
      id: idOf(voice),
      label: voice.voiceName ?? '',
      lang: voice.lang ?? '',
      local: voice.remote !== true,
    }));
  }

  return {
    list,
    async *say({ text, voice, rate, pitch, volume }, signal) {
      const { voiceName, extensionId, eventTypes } = voices.get(voice.id) ?? { voiceName: voice.label };
      const told = createOutbox<'begun'>();
      const onEvent = ({ type, errorMessage }: { type: string; errorMessage?: string }) => {
        if (type === 'start') told.put('begun');
        else if (type === 'error') told.fail(new AppError('voiceFailed', errorMessage ?? ''));
        else if (type === 'end' || type === 'interrupted' || type === 'cancelled') told.end();
      };
      if (signal.aborted) return;
      const hush = () => tts.stop();
      signal.addEventListener('abort', hush, { once: true });
      if (eventTypes?.length && !eventTypes.includes('start')) told.put('begun');
      const options = {
        ...(voiceName !== undefined && { voiceName }),
        ...(extensionId !== undefined && { extensionId }),
        ...(voice.lang !== '' && { lang: voice.lang }),
        rate,
        pitch,
        volume,
        enqueue: false,
        onEvent,
      };
      tts.speak(text, options).catch((thrown) => told.fail(new AppError('voiceFailed', String(thrown))));
      try {
        yield* told.read(signal);
      } finally {
        signal.removeEventListener('abort', hush);
      }
    },
  };
}

const idOf = ({ voiceName = '', extensionId }: TtsVoice): string =>
  extensionId ? `${extensionId}/${voiceName}` : voiceName;
