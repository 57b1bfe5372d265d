import { useState } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import { gentleWords } from '../../lib/voice/tutor/patience.ts';
import type { TutorSession } from '../../lib/voice/tutor/session.ts';
import type { Tutor } from '../../lib/voice/tutor/tutor.ts';
import { Button } from '../ui/button.tsx';
import { RepeatAfter, type RepeatVoice } from './repeat-after.tsx';

/** Where a lesson stands, and what the student can do besides answering. */
export function TutorStrip({
  tutor,
  session,
  streaming,
  phrase,
  repeat,
}: {
  tutor: Tutor;
  session: TutorSession;
  /** The tutor is writing. */
  streaming: boolean;
  /** Something of the last turn that could be said aloud. */
  phrase: string;
  /** Absent where nothing can be heard. */
  repeat: RepeatVoice | undefined;
}) {
  const gentle = useStore(tutor, (state) => state.gentle);
  const [repeats, setRepeats] = useState(false);
  const isAsked = session.asked !== undefined;
  return (
    <section className="pd-tutor" aria-label={i18n.t('tutor.title')}>
      <p className="pd-tutor-state">
        <strong>{i18n.t('tutor.step', [String(session.step)])}</strong>
        {isAsked && <span> · {i18n.t(`tutor.rungs.${session.rung}`)}</span>}
      </p>
      <div className="pd-tutor-moves">
        <Button disabled={streaming || !isAsked} onPress={() => tutor.move('hint')}>
          {i18n.t('tutor.hint')}
        </Button>
        <Button disabled={streaming} onPress={() => tutor.move('lost')}>
          {i18n.t('tutor.lost')}
        </Button>
        <Button disabled={streaming} onPress={() => tutor.move('goOn')}>
          {i18n.t('tutor.goOn')}
        </Button>
        <Button disabled={streaming} onPress={() => tutor.move('end')}>
          {i18n.t('tutor.end')}
        </Button>
        {repeat && (
          <Button look="quiet" onPress={() => setRepeats(!repeats)}>
            {i18n.t('tutor.repeat')}
          </Button>
        )}
      </div>
      <p className="pd-tutor-gentle" role="status" lang={session.lang}>
        {gentle && gentleWords[session.lang]}
      </p>
      {repeat && repeats && <RepeatAfter phrase={phrase} voice={repeat} />}
    </section>
  );
}
