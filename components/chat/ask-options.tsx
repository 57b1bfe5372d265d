import { useState } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { Chat } from '../../lib/chat/chat.ts';
import type { Sent } from '../../lib/model/answer.ts';
import type { AnswerRequest } from '../../lib/model/conversation.ts';
import type { Source } from '../../lib/model/page.ts';
import type { AnswerMode } from '../../lib/model/preferences.ts';
import type { Tutor } from '../../lib/voice/tutor/tutor.ts';
import { usePart } from '../answer/use-part.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/field.tsx';
import { ModeChoice } from './mode-choice.tsx';
import { SentView } from './sent-view.tsx';

/** How the next question is asked: exact or free, from which sources; and every word that would be sent. */
export function AskOptions({
  chat,
  usualMode,
  question,
  onPreview,
  tutor,
}: {
  chat: Chat;
  usualMode: AnswerMode;
  /** What would be asked. */
  question: string;
  onPreview: (request: AnswerRequest) => Promise<Sent | null>;
  tutor?: Tutor | undefined;
}) {
  const mode = useStore(chat, (state) => state.mode) ?? usualMode;
  const without = useStore(chat, (state) => state.without) ?? [];
  const page = useStore(chat, (state) => state.page);
  const [sent, setSent] = useState<Sent | null>();
  const choose = (how: Parameters<Chat['choose']>[0]) => {
    setSent(undefined);
    chat.choose(how);
  };
  return (
    <section className="pd-ask-options" aria-label={i18n.t('ask.options')}>
      <ModeChoice
        legend={i18n.t('ask.mode')}
        name="pd-ask-mode"
        mode={mode}
        onMode={(next) => choose({ mode: next })}
      />
      {tutor && <TutorChoice tutor={tutor} question={question} />}
      {page && (
        <fieldset className="pd-choices pd-ask-sources">
          <legend className="pd-label">{i18n.t('ask.sources')}</legend>
          {page.sources.map((source) => (
            <Choice
              key={source.number}
              type="checkbox"
              checked={!without.includes(source.number)}
              label={sourceWords(source)}
              title={sourceWords(source)}
              onChange={(on) =>
                choose({ without: on ? without.filter((one) => one !== source.number) : [...without, source.number] })
              }
            />
          ))}
        </fieldset>
      )}
      <p>
        <Button look="link" onPress={() => void onPreview(chat.preview(question)).then(setSent)}>
          {i18n.t('ask.preview')}
        </Button>
      </p>
      {sent === null && <p className="pd-note">{i18n.t('ask.nothingSent')}</p>}
      {sent && <SentView sent={sent} />}
    </section>
  );
}

const sourceWords = ({ number, author, site, title }: Source): string =>
  `[${number}] ${[author ?? site, title].filter(Boolean).join(' · ')}`;

/** Switched on, the question at hand is taught at once; where there is none yet, the next one is. */
function TutorChoice({ tutor, question }: { tutor: Tutor; question: string }) {
  usePart('talk', true); // there when it is switched on
  const wanted = useStore(tutor, (state) => state.wanted);
  return (
    <Choice
      type="checkbox"
      checked={wanted}
      label={i18n.t('tutor.choice')}
      hint={i18n.t('tutor.choiceHint')}
      onChange={(on) => (on ? tutor.begin(question) : tutor.leave())}
    />
  );
}
