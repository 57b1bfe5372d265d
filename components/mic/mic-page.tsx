import { useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Panda } from '../ui/panda.tsx';

/** What came of asking the browser. 'dismissed': its question was closed without an answer. */
export type MicrophoneAnswer = 'works' | 'blocked' | 'none' | 'dismissed';

/** Says why the microphone is needed and what becomes of what is said, and has the browser ask for it. */
export function MicPage({
  theme,
  forgets,
  onAllow,
  onClose,
}: {
  theme: 'light' | 'dark';
  /** The browser asks again each time unless it is told to remember. */
  forgets: boolean;
  onAllow: () => Promise<MicrophoneAnswer>;
  onClose: () => void;
}) {
  const [state, setState] = useState<MicrophoneAnswer | 'asking'>();
  const allow = async () => {
    setState('asking');
    setState(await onAllow());
  };
  return (
    <main className="pd-theme pd-mic-page" data-theme={theme} data-state={state}>
      <header className="pd-mic-head">
        <Panda size={36} />
        <h1>{i18n.t('mic.title')}</h1>
      </header>
      <p>{i18n.t('mic.why')}</p>
      <ul>
        <li>{i18n.t('mic.when')}</li>
        <li>{i18n.t('mic.leaves')}</li>
      </ul>
      {forgets && (
        <p className="pd-mic-remember">
          <Icon name="warning" />
          <span>{i18n.t('mic.remember')}</span>
        </p>
      )}
      <div role="status" className="pd-mic-state">
        {state && state !== 'blocked' && <p>{i18n.t(words[state])}</p>}
        {state === 'blocked' && (
          <>
            <h2>{i18n.t('mic.blocked')}</h2>
            <p>{i18n.t('mic.blockedSteps')}</p>
          </>
        )}
      </div>
      <div className="pd-mic-actions">
        {state !== 'works' && (
          <Button look="primary" icon="mic" disabled={state === 'asking'} onPress={() => void allow()}>
            {i18n.t('mic.allow')}
          </Button>
        )}
        <Button onPress={onClose}>{i18n.t('mic.close')}</Button>
      </div>
    </main>
  );
}

const words = { asking: 'mic.asking', works: 'mic.works', none: 'mic.none', dismissed: 'mic.dismissed' } as const;
