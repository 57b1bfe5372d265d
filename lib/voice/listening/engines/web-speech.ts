import { AppError, type ErrorCode } from '../../../model/errors.ts';
import { heardWords } from '../words.ts';
import type { Listener, ListenerTurn } from './listener.ts';
import { type Recognition, type RecognitionResults, type RecognitionType, recognitionTags } from './recognition.ts';

/** ms. In mainland China Chrome's recognition starts and never says a word, so silence is a failure. */
export interface Patience {
  /** Until it says that it has started. */
  startMs: number;
  /** From when somebody speaks until the first result. */
  resultMs: number;
  /** After being told to stop, until what is there is taken for all. */
  endMs: number;
}

const usual: Patience = { startMs: 3_000, resultMs: 4_000, endMs: 1_500 };

/** It ends of its own accord after some silence; more often than this in a turn is no accident. */
const mostStarts = 20;
const restartMs = 250;

/** What its own words for a failure mean. A language it lacks, or a policy: it may not even say that it has ended. */
const failures: Record<string, ErrorCode> = {
  network: 'recognitionSilent',
  'service-not-allowed': 'recognitionSilent',
  'not-allowed': 'recognitionSilent',
  'audio-capture': 'micNone',
  'language-not-supported': 'noRecognition',
};

/** The browser's recognition: on this machine ('device'), or at whoever makes the browser ('cloud'). */
export const webSpeechListener = (
  type: RecognitionType,
  id: 'device' | 'cloud',
  patience: Patience = usual,
): Listener => ({
  id,
  reach: id === 'device' ? 'device' : 'browser',
  takesClips: false,
  begin(track, lang, hears): ListenerTurn {
    let recognition: Recognition | undefined;
    /** Of runs that have ended, and of this one. */
    let before = '';
    let now = '';
    let starts = 0;
    let isStopping = false;
    let isOver = false;
    let failure: AppError | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let settle = () => {};

    const text = () => `${before}${now}`.trim();
    const fail = (code: ErrorCode, detail: string) => {
      if (isOver || failure) return;
      failure = new AppError(code, detail);
      leave();
      settle();
      if (!isStopping) hears.failed(failure);
    };
    const watch = (ms: number, what: string) => {
      clearTimeout(timer);
      timer = setTimeout(() => fail('recognitionSilent', what), ms);
    };
    const leave = () => {
      isOver = true;
      clearTimeout(timer);
      recognition?.abort();
    };

    const start = () => {
      if (isOver || isStopping) return;
      if (++starts > mostStarts) return fail('recognitionSilent', 'It ends again and again.');
      before = text() && `${text()}${/[\w.,!?]$/.test(text()) ? ' ' : ''}`; // Chinese goes on without a space
      now = '';
      recognition = new type();
      recognition.lang = recognitionTags[lang];
      recognition.continuous = true;
      recognition.interimResults = true;
      if (id === 'device') recognition.processLocally = true;
      recognition.addEventListener('start', () => clearTimeout(timer));
      recognition.addEventListener('result', (event) => {
        clearTimeout(timer);
        now = textOf((event as unknown as { results: RecognitionResults }).results);
        if (!isStopping) hears.partial(text());
      });
      recognition.addEventListener('error', (event) => {
        const { error } = event as unknown as { error: string };
        const code = failures[error];
        if (code) fail(code, error);
      });
      recognition.addEventListener('end', () => {
        if (isStopping) settle();
        else setTimeout(start, restartMs);
      });
      watch(patience.startMs, 'It did not start.');
      try {
        recognition.start(track);
      } catch (thrown) {
        fail('recognitionSilent', String(thrown));
      }
    };
    start();

    return {
      spoke() {
        if (!text()) watch(patience.resultMs, 'Somebody spoke, and nothing was recognised.');
      },
      async words({ speechMs }, signal) {
        if (failure) throw failure;
        isStopping = true;
        const ended = new Promise<void>((resolve) => {
          settle = resolve;
        });
        signal.addEventListener('abort', settle);
        clearTimeout(timer);
        timer = setTimeout(settle, text() ? patience.endMs : patience.resultMs);
        recognition?.stop();
        await ended;
        const said = text();
        if (failure) throw failure;
        leave();
        // Somebody spoke (as loud as that), and it ended without a word: it hears nobody, here and now.
        if (!said && speechMs > 0) throw new AppError('recognitionSilent', 'It ended without a word.');
        return heardWords(said, { speechMs: Math.max(speechMs, 1_000) });
      },
      leave,
    };
  },
});

function textOf(results: RecognitionResults): string {
  let text = '';
  for (let index = 0; index < results.length; index++) text += results[index]?.[0]?.transcript ?? '';
  return text;
}
