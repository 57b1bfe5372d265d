import { useEffect, useRef, useState } from 'react';
import { i18n } from '#i18n';
import { type TalkKeyProblem, talkKeyProblem } from '../../../lib/options/talk-key.ts';
import { Button } from '../../ui/button.tsx';

/** Sets the key that is held to talk, by pressing it. */
export function TalkKeyField({ code, onChoose }: { code: string; onChoose: (code: string) => void }) {
  const [isWaiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState<TalkKeyProblem>();
  const choose = useRef(onChoose);
  choose.current = onChoose;
  useEffect(() => {
    if (!isWaiting) return;
    const take = (event: KeyboardEvent) => {
      if (!event.isTrusted) return;
      event.preventDefault();
      event.stopPropagation();
      // The button has the focus: Space let go would press it again.
      addEventListener('keyup', swallow, { capture: true, once: true });
      const found = event.code === 'Escape' ? undefined : talkKeyProblem(event.code);
      setProblem(found);
      if (found) return;
      setWaiting(false);
      if (event.code !== 'Escape') choose.current(event.code);
    };
    const giveUp = () => setWaiting(false);
    addEventListener('keydown', take, true);
    addEventListener('blur', giveUp);
    return () => {
      removeEventListener('keydown', take, true);
      removeEventListener('blur', giveUp);
    };
  }, [isWaiting]);
  const start = () => {
    setProblem(undefined);
    setWaiting(!isWaiting);
  };
  return (
    <fieldset className="pd-field pd-choices">
      <legend className="pd-field-label">{i18n.t('voiceOptions.talkKey.label')}</legend>
      <div className="pd-voice-row">
        <kbd className="pd-kbd">{code === 'Space' ? i18n.t('voiceOptions.talkKey.space') : code}</kbd>
        <Button onPress={start}>
          {i18n.t(isWaiting ? 'voiceOptions.talkKey.waiting' : 'voiceOptions.talkKey.change')}
        </Button>
      </div>
      <p className="pd-field-hint" role="status" data-bad={isWaiting && problem !== undefined}>
        {isWaiting && problem
          ? i18n.t(problem === 'writes' ? 'voiceOptions.talkKey.writes' : 'voiceOptions.talkKey.does')
          : i18n.t('voiceOptions.talkKey.hint')}
      </p>
    </fieldset>
  );
}

const swallow = (event: KeyboardEvent) => event.preventDefault();
