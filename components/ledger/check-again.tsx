import { useState } from 'react';
import { i18n } from '#i18n';
import { type CheckedAgain, checkedAgain } from '../../lib/answer/check-again.ts';
import type { AnswerRecord } from '../../lib/model/record.ts';
import { partCame, partNow } from '../answer/use-part.ts';
import { verdictWords } from '../chat/verdict-words.ts';
import { Button } from '../ui/button.tsx';
import { useWordsOf } from './use-words-of.ts';

/** Makes the checks anew, here and now, and says whether they come out the same. */
export function CheckAgain({ record }: { record: AnswerRecord }) {
  const [result, setResult] = useState<CheckedAgain>();
  const [isMissing, setMissing] = useState(false);
  const wordsOf = useWordsOf();
  async function check(): Promise<void> {
    const checking = (await partCame('checking')) && partNow('checking');
    if (checking) setResult(checkedAgain(record, checking));
    else setMissing(true);
  }
  if (record.author.kind === 'quotes' || record.answer === '') return null;
  return (
    <>
      <Button icon="check" onPress={() => void check()}>
        {i18n.t('ledger.checkAgain')}
      </Button>
      {isMissing && (
        <p className="pd-note" role="status">
          {i18n.t('errors.updated')}
        </p>
      )}
      {result && (
        <div className="pd-ledger-result" role="status">
          {result.differences.length === 0
            ? i18n.t('ledger.sameResult')
            : i18n.t('ledger.differentResult', result.differences.length)}
          {result.otherVerifier && (
            <p className="pd-note">
              {i18n.t('ledger.otherVerifier', [result.otherVerifier.before, result.otherVerifier.now])}
            </p>
          )}
          <ul>
            {result.differences.map(({ sentence, before, now }) => (
              <li key={sentence}>
                {wordsOf(sentence)(0, sentence.length)}{' '}
                <span className="pd-note">
                  {i18n.t('ledger.difference', [
                    before ? verdictWords(before) : i18n.t('ledger.notChecked'),
                    now ? verdictWords(now) : i18n.t('ledger.notChecked'),
                  ])}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
