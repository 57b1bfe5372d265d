import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import { hostOf } from '../../../lib/model/connection.ts';
import type { SpokenLanguage } from '../../../lib/model/voice.ts';
import { errorWords } from '../../chat/error-words.ts';
import { Button } from '../../ui/button.tsx';
import { pageLanguage } from './page-language.ts';
import { ReachBadge } from './reach-badge.tsx';
import type { VoiceProps } from './voice-section.tsx';

/** Softer than this a microphone is muted, or another one is meant. */
const faint = 0.02;

/** Say a sentence, see the level move, read what was understood. */
export function MicrophoneTrial({ microphone, options, voice }: Pick<VoiceProps, 'microphone' | 'options' | 'voice'>) {
  const { phase, level, peak, text, error, reach } = useStore(microphone);
  const [lang, setLang] = useState<SpokenLanguage>(pageLanguage);
  const service = useStore(options, ({ connections }) =>
    connections.find(({ id }) => id === voice.listenWith?.connectionId),
  );
  const isOn = phase === 'opening' || phase === 'listening';
  useEffect(() => microphone.cancel, [microphone]);
  useEffect(() => {
    if (phase === 'off') return;
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') microphone.cancel();
    };
    addEventListener('keydown', leave);
    // While it opens, the browser may ask in a window or a tab of its own.
    const leaveListening = () => phase !== 'opening' && microphone.cancel();
    addEventListener('blur', leaveListening);
    return () => {
      removeEventListener('keydown', leave);
      removeEventListener('blur', leaveListening);
    };
  }, [phase, microphone]);
  return (
    <fieldset className="pd-field pd-choices pd-mic-test" data-phase={phase}>
      <legend className="pd-field-label">{i18n.t('voiceOptions.mic.title')}</legend>
      <div className="pd-mic-row">
        <select
          className="pd-select"
          name="mic-language"
          aria-label={i18n.t('voiceOptions.mic.language')}
          value={lang}
          onChange={({ currentTarget: { value } }) => setLang(value === 'zh' ? 'zh' : 'en')}
        >
          <option value="zh">{i18n.t('voiceOptions.chinese')}</option>
          <option value="en">{i18n.t('voiceOptions.english')}</option>
        </select>
        {phase === 'off' && (
          <Button onPress={() => void microphone.start(lang)}>{i18n.t('voiceOptions.mic.start')}</Button>
        )}
        {isOn && (
          <Button look="primary" disabled={phase === 'opening'} onPress={() => void microphone.done()}>
            {i18n.t('voiceOptions.mic.done')}
          </Button>
        )}
        {phase !== 'off' && (
          <Button look="quiet" onPress={microphone.cancel}>
            {i18n.t('options.cancel')}
          </Button>
        )}
      </div>
      <meter className="pd-level" min={0} max={1} value={level} aria-label={i18n.t('voiceOptions.mic.level')} />
      <p className="pd-field-hint" role="status">
        {phase === 'off' && !text && !error && i18n.t('voiceOptions.mic.hint')}
        {phase === 'opening' && i18n.t('voiceOptions.mic.opening')}
        {phase === 'listening' && i18n.t('voiceOptions.mic.speak')}
        {phase === 'transcribing' && i18n.t('voiceOptions.mic.transcribing')}
        {phase !== 'off' && reach && (
          <>
            {' '}
            <ReachBadge reach={reach} host={service && hostOf(service)} />
          </>
        )}
      </p>
      {text && (
        <p className="pd-heard">
          {i18n.t('voiceOptions.mic.heard')} <q>{text}</q>
        </p>
      )}
      {error && (
        <p className="pd-error" role="alert">
          {errorWords(error)}{' '}
          {(error.code === 'micDenied' || error.code === 'micAsk') && (
            <Button onPress={() => void microphone.explain()}>{i18n.t('voiceOptions.mic.explain')}</Button>
          )}
        </p>
      )}
      {phase === 'off' && error?.code === 'heardNothing' && peak < faint && (
        <p className="pd-field-hint">{i18n.t('voiceOptions.mic.silent')}</p>
      )}
    </fieldset>
  );
}
