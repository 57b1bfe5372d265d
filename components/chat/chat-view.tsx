import { type ReactNode, type Ref, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { Chat } from '../../lib/chat/chat.ts';
import type { Sent } from '../../lib/model/answer.ts';
import type { AnswerRequest } from '../../lib/model/conversation.ts';
import type { Source } from '../../lib/model/page.ts';
import type { AnswerMode } from '../../lib/model/preferences.ts';
import { AskOptions } from './ask-options.tsx';
import { Composer, type ComposerHandle } from './composer.tsx';
import { EvidenceLayer, type PagePoint } from './evidence-layer.tsx';
import { Sources } from './sources.tsx';
import { TaskTabs } from './task-tabs.tsx';
import { type TurnVerbs, TurnView } from './turn-view.tsx';

const noSources: readonly Source[] = [];

/** A conversation: its turns, the sources, and the composer. The same in the panel, the popup and the side panel. */
export function ChatView({
  chat,
  empty,
  composer,
  onShow,
  onPoint,
  usualMode = 'accurate',
  onPreview,
  onRead,
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
  /** Where the user chose nothing else. */
  usualMode?: AnswerMode;
  onPreview: (request: AnswerRequest) => Promise<Sent | null>;
  /** Reads a source's page and checks the turn again; false: that could not be. */
  onRead?: (turnId: string, source: Source) => Promise<boolean>;
} & Omit<TurnVerbs, 'onRetry' | 'onContinue' | 'onAskAgain' | 'onKeepSecond' | 'onOpinion'>) {
  const turns = useStore(chat, (state) => state.turns);
  const page = useStore(chat, (state) => state.page);
  const sources = page?.sources ?? noSources;
  const last = turns.at(-1);
  const checkSource = ({ number, text, author, site }: Source) =>
    chat.check({ text, source: number }, i18n.t('check.question', [author ?? site]));
  const [tuning, setTuning] = useState(false);
  const [draft, setDraft] = useState('');
  const scroller = useStickToEnd(last?.text.length ?? 0, turns.length);
  return (
    <EvidenceLayer onPoint={onPoint} onShow={onShow} onRead={onRead}>
      {page?.kind === 'question' && verbs.modelConnected && <TaskTabs chat={chat} />}
      <div className="pd-scroll" ref={scroller} tabIndex={-1}>
        {turns.length === 0 && empty}
        {turns.map((turn, index) => (
          <TurnView
            key={turn.id}
            turn={turn}
            sources={turn.page?.sources ?? sources}
            pageKind={page?.kind}
            ownAnswer={turn.subject && turn.subject.source === undefined ? turns[0]?.text : undefined}
            showQuestion={index > 0 || turn.question !== page?.query}
            onRetry={chat.retry}
            onContinue={chat.continue}
            onAskAgain={chat.askAgain}
            onKeepSecond={chat.keepSecond}
            onOpinion={chat.askOpinion}
            {...verbs}
          />
        ))}
        {/* After the answer, which would otherwise push the list down as it comes. */}
        {last && last.status !== 'streaming' && sources.length > 0 && (
          <Sources
            sources={last.page?.sources ?? sources}
            left={last.left}
            open={last.author?.kind === 'quotes'}
            onShow={onShow}
            {...(page?.kind === 'question' && { onCheck: checkSource })}
          />
        )}
      </div>
      {tuning && (
        <AskOptions
          chat={chat}
          usualMode={usualMode}
          question={draft.trim() || last?.question || page?.query || ''}
          onPreview={onPreview}
        />
      )}
      <Composer
        ref={composer}
        streaming={last?.status === 'streaming'}
        placeholder={i18n.t(turns.length > 0 ? 'chat.followUp' : 'chat.askAnything')}
        lastQuestion={last?.question}
        onAsk={chat.ask}
        onEditLast={(question) => last && chat.edit(last.id, question)}
        onStop={chat.stop}
        onDraft={setDraft}
        {...(verbs.modelConnected && { tune: { open: tuning, onToggle: () => setTuning(!tuning) } })}
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
