import { useMemo } from 'react';
import { i18n } from '#i18n';
import type { AnswerRecord } from '../../lib/model/record.ts';
import { VerdictIcon } from '../chat/verdict-icon.tsx';
import { missingWords, verdictWords, whyWords } from '../chat/verdict-words.ts';
import { useWordsOf } from './use-words-of.ts';

/** Every check: the sentence, what it came to, the nearest words of the sources, what is missing there. */
export function CheckList({ record: { checks, answer } }: { record: AnswerRecord }) {
  const wordsOf = useWordsOf();
  const words = useMemo(() => wordsOf(answer), [wordsOf, answer]);
  return (
    <details className="pd-ledger-fold" open>
      <summary>{i18n.t('ledger.checks', checks.length)}</summary>
      <ol className="pd-ledger-checks">
        {checks.map((check) => (
          <li key={`${check.start} ${check.end}`} data-verdict={check.verdict}>
            <p className="pd-ledger-sentence">{words(check.start, check.end)}</p>
            <p className="pd-ledger-verdict">
              <VerdictIcon verdict={check.verdict} /> {verdictWords(check.verdict)}
              {check.sources.length > 0 && ` [${check.sources.join('][')}]`}
            </p>
            {whyWords(check) && <p className="pd-note">{whyWords(check)}</p>}
            {check.evidence.map(({ source, start, quote }) => (
              <blockquote key={`${source} ${start}`} className="pd-quote">
                {quote} <span className="pd-note">[{source}]</span>
              </blockquote>
            ))}
            {check.verdict !== 'found' && missingWords(check).length > 0 && (
              <ul>
                {missingWords(check).map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
