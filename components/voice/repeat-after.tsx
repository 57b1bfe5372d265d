import { useEffect, useRef, useState } from 'react';
import { i18n } from '#i18n';
import { type AppErrorData, errorData } from '../../lib/model/errors.ts';
import type { SpokenLanguage } from '../../lib/model/voice.ts';
import { type Compared, isAllSame } from '../../lib/voice/tutor/compared.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';

/** What saying and hearing a phrase takes. */
export interface RepeatVoice {
  /** What is being read aloud here ends: it would be heard, or be told that another tab speaks. */
  silence: () => void;
  say: (text: string, lang: SpokenLanguage, signal: AbortSignal) => Promise<void>;
  /** `onOpen`: the microphone is on. */
  hear: (lang: SpokenLanguage, signal: AbortSignal, onOpen: () => void) => Promise<string>;
  /** What was to be said, and what was recognised. */
  compare: (expected: string, recognised: string, lang: SpokenLanguage) => Promise<Compared[]>;
  errorWords: (error: AppErrorData) => string;
}

type Doing = 'nothing' | 'saying' | 'hearing';

/** A phrase is said, repeated, and what was recognised is laid beside it. It judges nobody's pronunciation. */
export function RepeatAfter({ phrase, voice }: { phrase: string; voice: RepeatVoice }) {
  const [text, setText] = useState(phrase);
  const [doing, setDoing] = useState<Doing>('nothing');
  const [error, setError] = useState<AppErrorData>();
  const [compared, setCompared] = useState<Compared[]>();
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort('stopped'), []);
  const isOpen = useRef(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const root = place.current?.getRootNode();
    return doing === 'hearing' && root ? watchLeaving(stop.current, { root, isOpen }) : undefined;
  }, [doing]);
  const lang: SpokenLanguage = /[\u3400-\u9fff]/.test(text) ? 'zh' : 'en';

  const run = async (what: Doing, step: (signal: AbortSignal) => Promise<void>) => {
    stop.current.abort('stopped');
    const mine = new AbortController();
    stop.current = mine;
    setError(undefined);
    setDoing(what);
    voice.silence();
    try {
      await step(mine.signal);
    } catch (thrown) {
      if (!mine.signal.aborted) setError(errorData(thrown));
    } finally {
      if (stop.current === mine) setDoing('nothing');
    }
  };
  const hear = () =>
    run('hearing', async (signal) => {
      setCompared(undefined);
      isOpen.current = false;
      const heard = await voice.hear(lang, signal, () => {
        isOpen.current = true;
      });
      const laidBeside = await voice.compare(text, heard, lang);
      if (!signal.aborted) setCompared(laidBeside);
    });
  const cancel = () => {
    stop.current.abort('stopped');
    setDoing('nothing');
  };

  return (
    <div ref={place} className="pd-repeat">
      <Field label={i18n.t('tutor.phrase')}>
        {({ id }) => (
          <input
            id={id}
            className="pd-input"
            value={text}
            maxLength={200}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setCompared(undefined);
            }}
          />
        )}
      </Field>
      <div className="pd-tutor-moves">
        <Button
          disabled={text.trim() === ''}
          onPress={() => void run('saying', (signal) => voice.say(text, lang, signal))}
        >
          {i18n.t('tutor.hear')}
        </Button>
        {doing === 'hearing' ? (
          <Button icon="stop" onPress={cancel}>
            {i18n.t('tutor.hearing')}
          </Button>
        ) : (
          <Button icon="mic" disabled={text.trim() === ''} onPress={() => void hear()}>
            {i18n.t('tutor.sayIt')}
          </Button>
        )}
      </div>
      {error && (
        <p className="pd-error-words" role="alert">
          {voice.errorWords(error)}
        </p>
      )}
      {compared && <Recognised compared={compared} lang={lang} />}
    </div>
  );
}

/** The microphone goes off by Escape, and when the page is hidden or left for another window. */
function watchLeaving(
  stop: AbortController,
  { root, isOpen }: { root: Node; isOpen: { readonly current: boolean } },
): () => void {
  const over = new AbortController();
  const { signal } = over;
  const leave = () => stop.abort('stopped');
  const onKey = (event: Event) => {
    if ((event as KeyboardEvent).key !== 'Escape') return;
    event.preventDefault();
    leave();
  };
  // In the panel the first to hear a key is the guard (lib/sites/key-guard.ts), which hands a copy into the root.
  root.addEventListener('keydown', onKey, { signal, capture: true });
  addEventListener('keydown', (event) => event.isTrusted && onKey(event), { signal, capture: true });
  // While it opens, the browser may ask in a window of its own.
  addEventListener('blur', () => isOpen.current && leave(), { signal });
  addEventListener('pagehide', leave, { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave(), { signal });
  return () => over.abort();
}

function Recognised({ compared, lang }: { compared: readonly Compared[]; lang: SpokenLanguage }) {
  return (
    <div role="status">
      <p className="pd-label">{i18n.t('tutor.recognised')}</p>
      <p className="pd-recognised" lang={lang}>
        {compared.map(({ kind, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same word may stand there twice, and the list is made anew
          <span key={index} data-kind={kind}>
            {kind === 'missing' ? <del>{text}</del> : kind === 'extra' ? <ins>{text}</ins> : text}
            {lang === 'en' && ' '}
          </span>
        ))}
      </p>
      <p className="pd-note">{i18n.t(isAllSame(compared) ? 'tutor.recognisedAll' : 'tutor.recognisedNote')}</p>
    </div>
  );
}
