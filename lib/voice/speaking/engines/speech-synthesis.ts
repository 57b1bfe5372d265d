import { AppError } from '../../../model/errors.ts';
import { createOutbox } from '../../outbox.ts';
import type { Synthesiser } from './synthesiser.ts';

/** The Web's speech synthesis, for a background that is a page (Firefox). */
export function speechSynthesiser(synthesis: SpeechSynthesis, Utterance: typeof SpeechSynthesisUtterance): Synthesiser {
  return {
    list: () =>
      synthesis.getVoices().map(({ voiceURI, name, lang, localService }) => ({
        id: voiceURI,
        label: name,
        lang,
        local: localService,
      })),
    async *say({ text, voice, rate, pitch, volume }, signal) {
      if (signal.aborted) return;
      const told = createOutbox<'begun'>();
      const utterance = new Utterance(text); // held until the end: one that is collected never says that it ended
      const chosen = synthesis.getVoices().find(({ voiceURI }) => voiceURI === voice.id);
      Object.assign(utterance, { rate, pitch, volume, lang: voice.lang, ...(chosen && { voice: chosen }) });
      utterance.onstart = () => told.put('begun');
      utterance.onend = () => told.end();
      utterance.onerror = ({ error }) =>
        error === 'interrupted' || error === 'canceled' ? told.end() : told.fail(new AppError('voiceFailed', error));
      const hush = () => synthesis.cancel();
      signal.addEventListener('abort', hush, { once: true });
      // What an earlier sentence left behind would be waited for; sometimes for ever.
      synthesis.cancel();
      synthesis.speak(utterance);
      try {
        yield* told.read(signal);
      } finally {
        signal.removeEventListener('abort', hush);
      }
    },
  };
}
