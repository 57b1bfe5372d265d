import { i18n } from '#i18n';
import type { TestReport } from '../../lib/messaging/protocol.ts';
import type { AppErrorData } from '../../lib/model/errors.ts';
import type { Draft, Options, TestState } from '../../lib/options/options.ts';
import { errorWords } from '../chat/error-words.ts';
import { LocalAdviceNote } from './local-advice.tsx';

/** What a real request to the connection brought back. */
export function TestResult({ options, draft, test }: { options: Options; draft: Draft; test: TestState }) {
  return (
    <div className="pd-test" role="status" data-status={test.status}>
      {test.status === 'running' && (
        <>
          <span className="pd-spinner" aria-hidden="true" />{' '}
          {test.downloaded === undefined
            ? i18n.t('options.testing')
            : i18n.t('options.downloading', [String(Math.round(test.downloaded * 100))])}
        </>
      )}
      {test.status === 'listed' && i18n.t('options.modelsFound', test.count)}
      {test.status === 'passed' && <>✓ {passedWords(test.report)}</>}
      {test.status === 'failed' && (
        <>
          <p>✗ {failedWords(test.error)}</p>
          <LocalAdviceNote options={options} draft={draft} error={test.error} />
          {test.error.detail && <pre className="pd-test-detail">{test.error.detail}</pre>}
        </>
      )}
    </div>
  );
}

/** In the form there is no “Allow” to press yet: its Test asks again. */
const failedWords = (error: AppErrorData): string =>
  error.code === 'noPermission' ? i18n.t('options.notGranted', [error.host ?? '']) : errorWords(error);

function passedWords({ model, latencyMs, models, speaksChinese }: TestReport): string {
  const ms = String(Math.round(latencyMs));
  if (speaksChinese !== undefined) {
    const chinese = speaksChinese ? i18n.t('options.chinesePassed') : i18n.t('options.chineseFailed');
    return `${i18n.t('options.builtInTested', [ms])} ${chinese}`;
  }
  const listed = models.length > 0 ? i18n.t('options.modelsFound', models.length) : '';
  return `${i18n.t('options.testPassed', [model, ms])} ${listed}`;
}
