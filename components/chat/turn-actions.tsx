import { useLayoutEffect, useRef, useState } from 'react';
import { i18n } from '#i18n';
import type { Turn } from '../../lib/model/conversation.ts';
import type { Source } from '../../lib/model/page.ts';
import { IconButton } from '../ui/button.tsx';
import { Facts } from '../ui/facts.tsx';
import { Menu, type MenuItem } from '../ui/menu.tsx';
import { ReadButton } from '../voice/read-button.tsx';
import { copyAnswer } from './copy-answer.ts';
import { spentWords } from './spent-words.ts';

/** What can be done with an answer that is there; while it comes, it can be read aloud. */
export function TurnActions({
  turn,
  sources,
  modelConnected,
  items,
  onRetry,
  onReadAloud,
}: {
  turn: Turn;
  sources: readonly Source[];
  /** Quotes cannot come out differently, but a model connected meanwhile can answer. */
  modelConnected: boolean;
  /** What else can be done with it. */
  items: readonly MenuItem[];
  onRetry: (turnId: string) => void;
  onReadAloud?: ((turnId: string) => void) | undefined;
}) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const copy = async () => {
    setCopied((await copyAnswer(turn, sources)) ? 'yes' : 'refused');
    setTimeout(() => setCopied('no'), 2000);
  };
  const by = turn.author?.kind === 'model' ? [turn.author.name, turn.author.model, spentWords(turn)] : [];
  const byline = by.filter(Boolean).join(' · ');
  const isThere = Boolean(turn.text || turn.quotes?.length);
  const readButton = onReadAloud && isThere && <ReadButton turnId={turn.id} onRead={() => onReadAloud(turn.id)} />;
  const streaming = turn.status === 'streaming';
  const keepFocus = useFocusKept(streaming);
  // Each a row of its own, because they stand in different places and none is to be seen moving from one to the other.
  if (streaming)
    return readButton ? (
      <footer key="coming" className="pd-actions" {...keepFocus}>
        {readButton}
      </footer>
    ) : null;
  return (
    <footer key="there" className="pd-actions" {...keepFocus}>
      <span className="pd-by" title={byline || undefined}>
        <Facts of={by} />
      </span>
      {readButton}
      {isThere && (
        <IconButton
          icon={copied === 'yes' ? 'check' : 'copy'}
          label={i18n.t('answer.copy')}
          onPress={() => void copy()}
        />
      )}
      {!turn.subject && (turn.author?.kind === 'model' || modelConnected) && (
        <IconButton icon="retry" label={i18n.t('answer.regenerate')} onPress={() => onRetry(turn.id)} />
      )}
      {items.length > 0 && <Menu label={i18n.t('answer.more')} items={items} />}
      <span className="pd-only-heard" role="status">
        {copied === 'yes' && i18n.t('answer.copied')}
        {copied === 'refused' && i18n.t('answer.copyRefused')}
      </span>
    </footer>
  );
}

/** Gives a row its keyboard focus back when another takes its place. `row`: which one it is. */
function useFocusKept(row: unknown) {
  const footer = useRef<HTMLElement>(null);
  const hasFocus = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the row is another one
  useLayoutEffect(() => {
    if (hasFocus.current) footer.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [row]);
  return {
    ref: footer,
    onFocus: () => {
      hasFocus.current = true;
    },
    onBlur: () => {
      hasFocus.current = false;
    },
  };
}
