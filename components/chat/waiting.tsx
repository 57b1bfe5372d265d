import { useEffect, useRef, useState } from 'react';
import { i18n } from '#i18n';
import type { Turn } from '../../lib/model/conversation.ts';
import { errorWords } from './error-words.ts';
import { warmUpWhenIdle } from './warm-up.tsx';

/** ms without a word after which a server is called late. */
const lateMs = 10_000;

/** What is being waited for, and for how long. Ticks once a second while it is on the screen. */
export function Waiting({ turn }: { turn: Turn }) {
  useEffect(warmUpWhenIdle, []);
  const nowMs = useClock();
  // Not the time in the queue, and not that before another try.
  const isAsked = !turn.retry && turn.place === undefined && turn.author?.kind === 'model';
  const askedMs = useSince(isAsked, nowMs);
  const isLate = isAsked && nowMs - askedMs >= lateMs;
  const seconds = Math.floor((nowMs - turn.startedMs) / 1000);
  return (
    <p className="pd-waiting">
      <span className="pd-spinner" aria-hidden="true" /> {wordsFor(turn, nowMs, isLate)}
      {!turn.retry && seconds >= 3 && <span className="pd-seconds">{i18n.t('chat.seconds', [String(seconds)])}</span>}
    </p>
  );
}

function wordsFor({ retry, place, thinking, author }: Turn, nowMs: number, isLate: boolean): string {
  if (retry?.error.code === 'offline') return i18n.t('chat.offline');
  if (retry) return i18n.t('chat.retrying', [errorWords(retry.error), String(secondsUntil(retry.atMs, nowMs))]);
  if (place !== undefined) return i18n.t('chat.queued', [String(place)]);
  if (thinking) return i18n.t('chat.thinking');
  if (author?.kind !== 'model') return i18n.t('chat.waiting');
  return i18n.t(isLate ? 'chat.stillWaitingFor' : 'chat.waitingFor', [author.host]);
}

const secondsUntil = (atMs: number, nowMs: number): number => Math.max(0, Math.ceil((atMs - nowMs) / 1000));

/** When (epoch ms) `value` became what it is. */
function useSince(value: boolean, nowMs: number): number {
  const since = useRef({ value, ms: nowMs });
  if (since.current.value !== value) since.current = { value, ms: nowMs };
  return since.current.ms;
}

function useClock(): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
