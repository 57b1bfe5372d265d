import { type ReactNode, type Ref, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { Chat } from '../../lib/chat/chat.ts';
import type { Source } from '../../lib/model/page.ts';
import { Composer, type ComposerHandle } from './composer.tsx';
import { EvidenceLayer, type PagePoint } from './evidence-layer.tsx';
import { Sources } from './sources.tsx';
import { type TurnVerbs, TurnView } from './turn-view.tsx';

const noSources: readonly Source[] = [];

/** A conversation: its turns, the sources, and the composer. The same in the panel, the popup and the side panel. */
export function ChatView({
  chat,
  empty,
  composer,
  onShow,
  onPoint,
  ...verbs
}: {
  chat: Chat;
  /** Shown while nothing has been asked. */
  empty: ReactNode;
  composer?: Ref<ComposerHandle>;
  /** Brings a source into view on the page. */
  onShow?: (source: Source) => void;
  /** Marks words of a source on the page; undefined: no more. */
  onPoint?: (point: PagePoint | undefined) => void;
} & Omit<TurnVerbs, 'onRetry' | 'onContinue'>) {
  const turns = useStore(chat, (state) => state.turns);
  const page = useStore(chat, (state) => state.page);
  const sources = page?.sources ?? noSources;
  const last = turns.at(-1);
  const scroller = useStickToEnd(last?.text.length ?? 0, turns.length);
  return (
    <EvidenceLayer onPoint={onPoint} onShow={onShow}>
      <div className="pd-scroll" ref={scroller} tabIndex={-1}>
        {turns.length === 0 && empty}
        {turns.map((turn, index) => (
          <TurnView
            key={turn.id}
            turn={turn}
            sources={turn.page?.sources ?? sources}
            pageKind={page?.kind}
            showQuestion={index > 0 || turn.question !== page?.query}
            onRetry={chat.retry}
            onContinue={chat.continue}
            {...verbs}
          />
        ))}
        {/* After the answer, which would otherwise push the list down as it comes. */}
        {last && last.status !== 'streaming' && sources.length > 0 && (
          <Sources sources={last.page?.sources ?? sources} open={last.author?.kind === 'quotes'} onShow={onShow} />
        )}
      </div>
      <Composer
        ref={composer}
        streaming={last?.status === 'streaming'}
        placeholder={i18n.t(turns.length > 0 ? 'chat.followUp' : 'chat.askAnything')}
        lastQuestion={last?.question}
        onAsk={chat.ask}
        onEditLast={(question) => last && chat.edit(last.id, question)}
        onStop={chat.stop}
      />
    </EvidenceLayer>
  );
}

/**
 * Keeps the end in view while a *follow-up* streams, until the user scrolls up. The first answer is read from its top, so
 * it does not pull the view down.
 */
function useStickToEnd(length: number, turns: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      stuck.current = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn always goes into view
  useLayoutEffect(() => {
    stuck.current = true;
  }, [turns]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs as the answer grows
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && stuck.current && turns > 1) element.scrollTop = element.scrollHeight;
  }, [length, turns]);
  return scroller;
}
