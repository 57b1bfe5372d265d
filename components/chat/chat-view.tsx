import { type ReactNode, type Ref, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { Chat } from '../../lib/chat/chat.ts';
import type { ConnectionSummary } from '../../lib/messaging/protocol.ts';
import type { Sent } from '../../lib/model/answer.ts';
import type { AnswerRequest } from '../../lib/model/conversation.ts';
import type { Source } from '../../lib/model/page.ts';
import type { AnswerMode } from '../../lib/model/preferences.ts';
import type { ReadingStore } from '../../lib/voice/reading/reading.ts';
import { turnText } from '../../lib/voice/reading/turn-text.ts';
import { phraseIn } from '../../lib/voice/tutor/phrase.ts';
import type { Tutor } from '../../lib/voice/tutor/tutor.ts';
import { partCame, partNow } from '../answer/use-part.ts';
import { ReadingContext } from '../voice/reading-context.ts';
import type { RepeatVoice } from '../voice/repeat-after.tsx';
import type { TalkProps } from '../voice/talk-props.ts';
import { Transport } from '../voice/transport.tsx';
import { TutorStrip } from '../voice/tutor-strip.tsx';
import { Announcer } from './announcer.tsx';
import { AskAnew } from './ask-anew.tsx';
import { AskOptions } from './ask-options.tsx';
import { Composer, type ComposerHandle } from './composer.tsx';
import { errorWords, remedyFor } from './error-words.ts';
import { EvidenceLayer, type PagePoint } from './evidence-layer.tsx';
import { KeysHelp } from './keys-help.tsx';
import { Sources } from './sources.tsx';
import { TaskTabs } from './task-tabs.tsx';
import { type TurnVerbs, TurnView } from './turn-view.tsx';
import { TutorEnd } from './tutor-end.tsx';

const noSources: readonly Source[] = [];

/** A conversation: its turns, the sources, and the composer. The same in the panel, the popup and the side panel. */
export function ChatView({
  chat,
  empty,
  composer,
  onShow,
  onPoint,
  connection,
  usualMode = 'accurate',
  onPreview,
  onRead,
  tutor,
  repeat,
  talk,
  reading,
  ...verbs
}: {
  chat: Chat;
  /** Lessons in this conversation. */
  tutor: Tutor;
  /** Says and hears a phrase; absent where nothing can be heard. */
  repeat?: RepeatVoice;
  /** Shown while nothing has been asked. */
  empty: ReactNode;
  composer?: Ref<ComposerHandle>;
  /** Brings a source into view on the page. */
  onShow?: (source: Source) => void;
  /** Marks words of a source on the page; undefined: no more. */
  onPoint?: (point: PagePoint | undefined) => void;
  /** Who answers next. */
  connection: ConnectionSummary | undefined;
  /** Where the user chose nothing else. */
  usualMode?: AnswerMode;
  onPreview: (request: AnswerRequest) => Promise<Sent | null>;
  /** Reads a source's page and checks the turn again; false: that could not be. */
  onRead?: (turnId: string, source: Source) => Promise<boolean>;
  /** Questions may be spoken. */
  talk?: TalkProps | undefined;
  /** Reads answers aloud. */
  reading?: ReadingStore | undefined;
} & Omit<TurnVerbs, 'onRetry' | 'onReadAloud' | 'onContinue' | 'onAskAgain' | 'onKeepSecond' | 'onOpinion'>) {
  const turns = useStore(chat, (state) => state.turns);
  const page = useStore(chat, (state) => state.page);
  const sources = page?.sources ?? noSources;
  const last = turns.at(-1);
  const { wanted, released } = useStore(tutor);
  const lesson = wanted ? tutor.lesson() : undefined;
  const checkSource = ({ number, text, author, site }: Source) =>
    chat.check({ text, source: number }, i18n.t('check.question', [author ?? site]));
  const [tuning, setTuning] = useState(false);
  const [draft, setDraft] = useState('');
  const scroller = useStickToEnd(last?.text.length ?? 0, turns.length, last?.quotes !== undefined && last.text === '');
  const readAloud = useCallback(
    async (turnId: string) => {
      const isTaught = chat.getState().turns.some(({ id, tutor }) => id === turnId && tutor);
      // Nothing tells a speech that waits for them that the lessons have come.
      const hasLessons = !isTaught || (await partCame('talk'));
      void reading?.read(turnText(chat, turnId, hasLessons ? { lessons: () => partNow('talk') } : {}));
    },
    [chat, reading],
  );
  return (
    <ReadingContext value={reading}>
      <KeysHelp surface="chat" />
      <EvidenceLayer onPoint={onPoint} onShow={onShow} onRead={onRead}>
        {page?.kind === 'question' && verbs.modelConnected && <TaskTabs chat={chat} />}
        <AskAnew chat={chat} connection={connection} />
        <Announcer turn={last} />
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
              released={released.turnId === turn.id ? released.count : 0}
              onRetry={chat.retry}
              onReadAloud={readAloud}
              onContinue={chat.continue}
              onAskAgain={chat.askAgain}
              onKeepSecond={chat.keepSecond}
              onOpinion={chat.askOpinion}
              {...verbs}
            />
          ))}
          {last?.tutor?.move === 'end' && last.status === 'done' && <TutorEnd turns={turns} turn={last} />}
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
        {reading && (
          <Transport
            store={reading}
            errorWords={errorWords}
            remedyFor={({ code }) => remedyFor(code)}
            onOptions={() => verbs.onOptions()}
            onReload={verbs.onReload}
          />
        )}
        {tuning && (
          <AskOptions
            chat={chat}
            usualMode={usualMode}
            question={draft.trim() || last?.question || page?.query || ''}
            onPreview={onPreview}
            tutor={tutor}
          />
        )}
        {lesson && (
          <TutorStrip
            tutor={tutor}
            session={lesson}
            streaming={last?.status === 'streaming'}
            phrase={phraseIn(last?.text ?? '')}
            repeat={repeat}
          />
        )}
        <Composer
          ref={composer}
          streaming={last?.status === 'streaming'}
          placeholder={placeholder(lesson !== undefined, wanted, turns.length > 0)}
          lastQuestion={last?.question}
          onAsk={wanted ? tutor.say : (question) => chat.ask(question)}
          onEditLast={(question) => last && chat.edit(last.id, question)}
          onStop={chat.stop}
          onDraft={(text) => {
            setDraft(text);
            tutor.busy();
          }}
          talk={talk}
          {...(verbs.modelConnected && { tune: { open: tuning, onToggle: () => setTuning(!tuning) } })}
        />
      </EvidenceLayer>
    </ReadingContext>
  );
}

const placeholder = (isTaught: boolean, wantsTutor: boolean, isAsked: boolean): string =>
  i18n.t(isTaught ? 'tutor.answer' : wantsTutor ? 'tutor.ask' : isAsked ? 'chat.followUp' : 'chat.askAnything');

/** CSS px above a question that is put at the top. */
const topRoom = 12;

/**
 * Keeps the end in view while a *follow-up* streams, and while a conversation that was kept is drawn, until the user
 * scrolls up. The first answer is read from its top, so it does not pull the view down; nor do quotes, which come all at
 * once and have a list of sources below them: of those the question is put at the top.
 */
function useStickToEnd(length: number, turns: number, isQuoted: boolean) {
  const scroller = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  /** How many turns there were when a question was put at the top: its reader may go anywhere from there. */
  const placed = useRef(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let top = element.scrollTop;
    const onScroll = () => {
      // By now it may have grown under a view that was at its end: only somebody who goes up leaves it.
      const isUp = element.scrollTop < top;
      const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
      if (isAtEnd || isUp) stuck.current = isAtEnd;
      top = element.scrollTop;
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn always goes into view
  useLayoutEffect(() => {
    stuck.current = true;
  }, [turns]);
  const follow = useCallback(() => {
    const element = scroller.current;
    if (!element || !stuck.current || turns < 2) return;
    if (!isQuoted) {
      element.scrollTop = element.scrollHeight;
      return;
    }
    stuck.current = false;
    if (placed.current === turns) return;
    placed.current = turns;
    const last = element.querySelectorAll(':scope > .pd-turn').item(turns - 1);
    element.scrollTop += last.getBoundingClientRect().top - element.getBoundingClientRect().top - topRoom;
  }, [turns, isQuoted]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs as the answer grows
  useLayoutEffect(follow, [length, follow]);
  // Long answers that are there already are drawn piece by piece.
  useEffect(() => {
    const sizes = new ResizeObserver(follow);
    for (const turn of scroller.current?.children ?? []) sizes.observe(turn);
    return () => sizes.disconnect();
  }, [follow]);
  return scroller;
}
