import { i18n } from '#i18n';
import type { Turn } from '../../lib/model/conversation.ts';
import { usePart } from '../answer/use-part.ts';
import { SafeLink } from './safe-link.tsx';

/**
 * Below a tutor's last words: how the steps went, what to look at again, and the sources that were cited, all counted here
 * and not by the model.
 */
export function TutorEnd({ turns, turn }: { turns: readonly Turn[]; turn: Turn }) {
  const lessons = usePart('talk', true);
  const session = lessons?.sessionOf(turns.slice(0, turns.indexOf(turn) + 1));
  if (!lessons || !session) return null;
  const { steps, missed, review, sources } = lessons.endCard(session, turn.text, turn.page?.sources ?? []);
  return (
    <aside className="pd-tutor-end" aria-label={i18n.t('tutor.endTitle')}>
      <h3>{i18n.t('tutor.endTitle')}</h3>
      <p>
        {(['right', 'helped', 'told', 'left'] as const)
          .filter((outcome) => steps[outcome] > 0)
          .map((outcome) => i18n.t(`tutor.outcomes.${outcome}`, [String(steps[outcome])]))
          .join(' · ') || i18n.t('tutor.noSteps')}
      </p>
      {missed.length > 0 && <Questions title={i18n.t('tutor.missed')} questions={missed} />}
      {review.length > 0 && <Questions title={i18n.t('tutor.review')} questions={review} />}
      <h4>{i18n.t('tutor.cited')}</h4>
      {sources.length === 0 && <p>{i18n.t('tutor.citedNone')}</p>}
      <ul className="pd-tutor-sources">
        {sources.map((source) => (
          <li key={source.number}>
            <span className="pd-number">{source.number}</span> {source.author ?? source.site} · {source.title}
            <SafeLink url={source.url} label={i18n.t('sources.open', [source.title])} />
          </li>
        ))}
      </ul>
    </aside>
  );
}

const Questions = ({ title, questions }: { title: string; questions: readonly string[] }) => (
  <>
    <h4>{title}</h4>
    <ol>
      {questions.map((question) => (
        <li key={question}>{question}</li>
      ))}
    </ol>
  </>
);
