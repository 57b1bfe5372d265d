import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { AppErrorData } from '../../lib/model/errors.ts';
import type { QuestionPhase, SpokenQuestion } from '../../lib/voice/question/spoken-question.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Panda } from '../ui/panda.tsx';
import { LevelRing } from './level-ring.tsx';

const words = {
  opening: 'question.opening',
  listening: 'question.listening',
  transcribing: 'question.transcribing',
  look: 'question.look',
  going: 'question.going',
  failed: 'question.failed',
  closed: 'question.going',
} as const satisfies Record<QuestionPhase, string>;

/** The card over a search engine's home page that hears a question. */
export function QuestionCard({
  question,
  theme,
  engine,
  errorWords,
  remedyFor,
  onOptions,
}: {
  question: SpokenQuestion;
  theme: 'light' | 'dark';
  /** Where it will be searched for, by name. */
  engine: string;
  errorWords: (error: AppErrorData) => string;
  /** What helps against an error besides saying it again. */
  remedyFor: (error: AppErrorData) => 'options' | 'reload' | 'retry';
  onOptions: () => void;
}) {
  const { phase, text, level, goesByItself, error } = useStore(question);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') question.cancel();
  };
  return (
    <section
      className="pd-theme pd-question-card"
      data-theme={theme}
      data-phase={phase}
      role="dialog"
      aria-label={i18n.t('question.title')}
      onKeyDown={onKeyDown}
    >
      <header className="pd-question-head">
        <Panda />
        <span className="pd-question-state" role="status">
          {i18n.t(phase === 'look' && !goesByItself ? 'question.held' : words[phase], [engine])}
        </span>
        <IconButton icon="close" label={i18n.t('question.cancel')} onPress={question.cancel} />
      </header>
      {phase === 'failed' && error && (
        <div className="pd-question-error" role="alert">
          <Icon name="warning" />
          <span>{errorWords(error)}</span>
          {remedyFor(error) === 'options' ? (
            <Button look="primary" onPress={onOptions}>
              {i18n.t('errors.openOptions')}
            </Button>
          ) : (
            <Button look="primary" onPress={question.toggle}>
              {i18n.t('question.again')}
            </Button>
          )}
        </div>
      )}
      {(phase === 'opening' || phase === 'listening' || phase === 'transcribing') && (
        <Hearing question={question} phase={phase} level={level} caption={text} />
      )}
      {(phase === 'look' || phase === 'going') && <Look question={question} phase={phase} text={text} />}
    </section>
  );
}

function Hearing({
  question,
  phase,
  level,
  caption,
}: {
  question: SpokenQuestion;
  phase: QuestionPhase;
  level: number;
  caption: string;
}) {
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => done.current?.focus(), []);
  return (
    <div className="pd-question-hearing">
      <button
        ref={done}
        type="button"
        className="pd-question-mic"
        aria-label={i18n.t(phase === 'listening' ? 'question.done' : 'question.cancel')}
        onClick={(event) => event.isTrusted && question.toggle()}
      >
        <LevelRing level={level} on={phase === 'listening'} />
      </button>
      <p className="pd-question-caption" data-empty={caption === ''}>
        {caption || i18n.t(phase === 'transcribing' ? 'question.wait' : 'question.hint')}
      </p>
    </div>
  );
}

function Look({ question, phase, text }: { question: SpokenQuestion; phase: QuestionPhase; text: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      question.send();
    } else if (event.key !== 'Escape') question.hold();
  };
  return (
    <div className="pd-question-look">
      <textarea
        ref={field}
        className="pd-question-field"
        rows={2}
        value={text}
        readOnly={phase === 'going'}
        aria-label={i18n.t('question.text')}
        onChange={(event) => question.write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPointerDown={question.hold}
      />
      <Button look="primary" disabled={phase === 'going' || text.trim() === ''} onPress={question.send}>
        {i18n.t('question.search')}
      </Button>
    </div>
  );
}
