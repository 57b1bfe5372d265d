import { i18n } from '#i18n';
import type { TestState } from '../../lib/options/options.ts';
import { errorWords } from '../chat/error-words.ts';

/** What a real request to the connection brought back. */
export function TestResult({ test }: { test: TestState }) {
  return (
    <div className="pd-test" role="status" data-status={test.status}>
      {test.status === 'running' && (
        <>
          <span className="pd-spinner" aria-hidden="true" /> {i18n.t('options.testing')}
        </>
      )}
      {test.status === 'passed' && (
        <>
          ✓ {i18n.t('options.testPassed', [test.report.model, String(Math.round(test.report.latencyMs))])}{' '}
          {test.report.models.length > 0 && i18n.t('options.modelsFound', test.report.models.length)}
        </>
      )}
      {test.status === 'failed' && (
        <>
          <p>✗ {errorWords(test.error)}</p>
          {test.error.detail && <pre className="pd-test-detail">{test.error.detail}</pre>}
        </>
      )}
    </div>
  );
}
