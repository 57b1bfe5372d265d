import { i18n } from '#i18n';
import type { AnswerDifferences } from '../../lib/grounding/compare.ts';
import type { SecondAnswer, Turn } from '../../lib/model/conversation.ts';
import { type Check, isStatement } from '../../lib/model/verdict.ts';
import { usePart } from '../answer/use-part.ts';
import { Button } from '../ui/button.tsx';
import { errorWords } from './error-words.ts';

/** The same question asked twice: in which numbers and names the answers differ, and which is better borne out. */
export function SecondAnswerView({ turn, second, onKeep }: { turn: Turn; second: SecondAnswer; onKeep: () => void }) {
  const checking = usePart('checking', second.status !== 'streaming');
  if (second.status === 'streaming') return <p className="pd-note">{i18n.t('twice.asking')}</p>;
  if (second.error) {
    return (
      <p className="pd-note" role="alert">
        {errorWords(second.error)}
      </p>
    );
  }
  const other = second.author?.kind === 'model' && second.author.connectionId !== connectionOf(turn) && second.author;
  if (turn.text === '') {
    return (
      <section className="pd-second" aria-label={i18n.t('twice.title')}>
        <WholeSecond second={second} onKeep={onKeep} />
      </section>
    );
  }
  const differences = checking?.compareAnswers(turn.text, second.text);
  const [above, below] = [foundShare(turn.checks ?? []), foundShare(second.checks)];
  return (
    <section className="pd-second" aria-label={i18n.t('twice.title')}>
      {differences && <Differences {...differences} />}
      <p className="pd-note">{i18n.t('twice.support', [above, below])}</p>
      {other && <p className="pd-note">{i18n.t('twice.by', [other.name || other.model])}</p>}
      <WholeSecond second={second} onKeep={onKeep} />
    </section>
  );
}

function Differences({ onlyFirst, onlySecond }: AnswerDifferences) {
  const same = onlyFirst.length + onlySecond.length === 0;
  return (
    <>
      <p>
        <strong>{i18n.t(same ? 'twice.same' : 'twice.different')}</strong>
      </p>
      {!same && (
        <ul>
          {onlyFirst.length > 0 && <li>{i18n.t('twice.onlyFirst', [onlyFirst.join(' · ')])}</li>}
          {onlySecond.length > 0 && <li>{i18n.t('twice.onlySecond', [onlySecond.join(' · ')])}</li>}
        </ul>
      )}
    </>
  );
}

const WholeSecond = ({ second, onKeep }: { second: SecondAnswer; onKeep: () => void }) => (
  <>
    <details>
      <summary>{i18n.t('twice.read')}</summary>
      <div className="pd-second-text">{second.text}</div>
    </details>
    <Button look="link" onPress={onKeep}>
      {i18n.t('twice.keep')}
    </Button>
  </>
);

const connectionOf = ({ author }: Turn): string | undefined =>
  author?.kind === 'model' ? author.connectionId : undefined;

/** "4/6": found of all statements. */
function foundShare(checks: readonly Check[]): string {
  const statements = checks.filter(isStatement);
  return `${statements.filter(({ verdict }) => verdict === 'found').length}/${statements.length}`;
}
