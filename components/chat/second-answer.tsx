import { i18n } from '#i18n';
import { compareAnswers } from '../../lib/grounding/compare.ts';
import type { SecondAnswer, Turn } from '../../lib/model/conversation.ts';
import type { Check } from '../../lib/model/verdict.ts';
import { Button } from '../ui/button.tsx';
import { errorWords } from './error-words.ts';
import { isStatement } from './verdict-words.ts';

/** The same question asked twice: in which numbers and names the answers differ, and which is better borne out. */
export function SecondAnswerView({ turn, second, onKeep }: { turn: Turn; second: SecondAnswer; onKeep: () => void }) {
  if (second.status === 'streaming') return <p className="pd-note">{i18n.t('twice.asking')}</p>;
  if (second.error) {
    return (
      <p className="pd-note" role="alert">
        {errorWords(second.error)}
      </p>
    );
  }
  const { onlyFirst, onlySecond } = compareAnswers(turn.text, second.text);
  const same = onlyFirst.length + onlySecond.length === 0;
  const [first, other] = [foundShare(turn.checks ?? []), foundShare(second.checks)];
  return (
    <section className="pd-second" aria-label={i18n.t('twice.title')}>
      <p>
        <strong>{i18n.t(same ? 'twice.same' : 'twice.different')}</strong>
      </p>
      {!same && (
        <ul>
          {onlyFirst.length > 0 && <li>{i18n.t('twice.onlyFirst', [onlyFirst.join(' · ')])}</li>}
          {onlySecond.length > 0 && <li>{i18n.t('twice.onlySecond', [onlySecond.join(' · ')])}</li>}
        </ul>
      )}
      <p className="pd-note">{i18n.t('twice.support', [first, other])}</p>
      <details>
        <summary>{i18n.t('twice.read')}</summary>
        <div className="pd-second-text">{second.text}</div>
      </details>
      <Button look="link" onPress={onKeep}>
        {i18n.t('twice.keep')}
      </Button>
    </section>
  );
}

/** "4/6": found of all statements. */
function foundShare(checks: readonly Check[]): string {
  const statements = checks.filter(isStatement);
  return `${statements.filter(({ verdict }) => verdict === 'found').length}/${statements.length}`;
}
