import { useEffect, useRef, useState } from 'react';
import { i18n } from '#i18n';
import type { Turn } from '../../lib/model/conversation.ts';

/** ms. An answer asked for so shortly before this is drawn came while it was being loaded. */
const justAskedMs = 5_000;

/** Says to those who listen that an answer is there, once: not as it comes, and not of one that was there before. */
export function Announcer({ turn }: { turn: Turn | undefined }) {
  const [said, setSaid] = useState('');
  const { id, status } = turn ?? {};
  const came = useRef(turn && Date.now() - turn.startedMs < justAskedMs ? id : undefined);
  const words = turn?.text ? 'chat.answered' : turn?.quotes?.length ? 'chat.quoted' : undefined;
  useEffect(() => {
    if (status === 'streaming') {
      came.current = id;
      setSaid('');
    } else if (status === 'done' && came.current === id && words) {
      came.current = undefined;
      setSaid(i18n.t(words));
    }
  }, [id, status, words]);
  return (
    <p className="pd-only-heard" role="status">
      {said}
    </p>
  );
}
