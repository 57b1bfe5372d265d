import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { TalkState } from '../../lib/voice/talking/talk-state.ts';
import { isOfMicrophone, lookMs } from '../../lib/voice/talking/talking.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import type { ErrorWords, TalkProps } from './talk-props.ts';

/** s after which it is shown how long somebody has been speaking. */
const timerFrom = 5;

/** What goes on while somebody talks, in words: what is heard, what ends it, who hears it, and what went wrong. */
export function Captions({
  talking,
  onMicrophone,
  onOptions,
  errorWords,
  errorNeedsOptions,
  draft,
}: Omit<TalkProps, 'talkKey'> & {
  errorWords: ErrorWords;
  errorNeedsOptions: (code: NonNullable<TalkState['error']>['code']) => boolean;
  draft: string;
}) {
  const state = useStore(talking);
  const { phase, how, partial, by, error, sinceMs, breakIn } = state;
  if (phase === 'off') return null;
  if (phase === 'failed' && error) {
    return (
      <div className="pd-captions" data-phase={phase}>
        <p className="pd-captions-error" role="alert">
          <Icon name="warning" />
          <span>{errorWords(error)}</span>
        </p>
        <div className="pd-captions-actions">
          {isOfMicrophone(error) && error.code !== 'micAsk' ? (
            <Button look="primary" onPress={onMicrophone}>
              {i18n.t('voice.fix')}
            </Button>
          ) : errorNeedsOptions(error.code) ? (
            <Button look="primary" onPress={onOptions}>
              {i18n.t('errors.openOptions')}
            </Button>
          ) : (
            <Button look="primary" icon="mic" onPress={() => talking.talk(draft)}>
              {i18n.t('voice.again')}
            </Button>
          )}
          <IconButton icon="close" label={i18n.t('mic.close')} onPress={() => talking.cancel()} />
        </div>
      </div>
    );
  }
  const hint = hintOf(state);
  const mayFree = phase === 'listening' && how === 'push';
  return (
    <div className="pd-captions" data-phase={phase} data-break-in={breakIn}>
      <div className="pd-captions-words">
        <span role="status">{statusOf(state)}</span>
        {phase === 'listening' && sinceMs !== undefined && <Timer sinceMs={sinceMs} />}
        <IconButton icon="close" label={i18n.t('voice.cancel')} onPress={() => talking.cancel()} />
      </div>
      {partial && <p className="pd-captions-partial">{partial}</p>}
      {phase === 'looking' && (
        <span className="pd-captions-bar" style={{ animationDuration: `${lookMs}ms` }} aria-hidden="true" />
      )}
      {by?.instead && <p className="pd-note">{i18n.t('voice.instead', [errorWords(by.instead)])}</p>}
      {hint && <p className="pd-note">{hint}</p>}
      {by && (mayFree || phase === 'transcribing' || breakIn !== 'off') && (
        <p className="pd-captions-actions pd-note">
          <span>{i18n.t(reachKeys[by.reach])}</span>
          {mayFree && (
            <Button look="link" onPress={() => talking.handsFree(true, draft)}>
              {i18n.t('voice.handsFree')}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

/** m:ss, once it is worth saying. It is not read aloud. */
function Timer({ sinceMs }: { sinceMs: number }) {
  const [nowMs, setNowMs] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.floor((nowMs - sinceMs) / 1_000);
  if (seconds < timerFrom) return null;
  return (
    <span className="pd-captions-timer" aria-hidden="true">
      {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
    </span>
  );
}

function statusOf({ phase, how, breakIn }: TalkState): string {
  if (breakIn !== 'off') return i18n.t(breakInKeys[breakIn]);
  switch (phase) {
    case 'asking':
      return i18n.t('voice.asking');
    case 'listening':
      return how === 'push' ? i18n.t('voice.listening') : `${i18n.t('voice.listening')} · ${i18n.t('voice.handsFree')}`;
    case 'transcribing':
      return i18n.t('voice.transcribing');
    case 'looking':
      return i18n.t('voice.looking');
    case 'answering':
      return i18n.t('voice.answering');
    default:
      return i18n.t('voice.speaking');
  }
}

function hintOf({ phase, how, isHeld, breakIn }: TalkState): string {
  if (breakIn !== 'off') return i18n.t('voice.breakIn.hint');
  if (phase !== 'listening') return '';
  return i18n.t(how === 'handsFree' ? 'voice.free' : isHeld ? 'voice.holding' : 'voice.pressed');
}

const breakInKeys = {
  listening: 'voice.breakIn.listening',
  ducked: 'voice.breakIn.ducked',
  held: 'voice.breakIn.held',
} as const;

const reachKeys = {
  device: 'voice.reach.device',
  browser: 'voice.reach.browser',
  connection: 'voice.reach.connection',
} as const;
