import { useEffect, useState } from 'react';
import { i18n } from '#i18n';
import type { Turn } from '../../lib/model/conversation.ts';
import { errorWords } from './error-words.ts';

/** What is being waited for, and for how long. Ticks once a second while it is on the screen. */
export function Waiting({ turn }: { turn: Turn }) {
  const nowMs = useClock();
  const host = turn.author?.kind === 'model' ? turn.author.host : '';
  const words = turn.retry
    ? i18n.t('chat.retrying', [errorWords(turn.retry.error), String(secondsUntil(turn.retry.atMs, nowMs))])
    : turn.place !== undefined
      ? i18n.t('chat.queued', [String(turn.place)])
      : turn.thinking
        ? i18n.t('chat.thinking')
        : host
          ? i18n.t('chat.waitingFor', [host])
          : i18n.t('chat.waiting');
  const seconds = Math.floor((nowMs - turn.startedMs) / 1000);
  return (
    <p className="pd-waiting">
      <span className="pd-spinner" aria-hidden="true" /> {words}
      {!turn.retry && seconds >= 3 && <span className="pd-seconds">{i18n.t('chat.seconds', [String(seconds)])}</span>}
    </p>
  );
}

const secondsUntil = (atMs: number, nowMs: number): number => Math.max(0, Math.ceil((atMs - nowMs) / 1000));

function useClock(): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
