import { i18n } from '#i18n';
import type { AppErrorData } from '../../lib/model/errors.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { canContinue, errorWords, remedyFor } from './error-words.ts';

/** What went wrong, one button that helps, and the server's own words folded away for copying. */
export function ErrorNote({
  error,
  kept,
  onRetry,
  onContinue,
  onOptions,
  onReload,
}: {
  error: AppErrorData;
  /** Part of an answer stays on the screen above. */
  kept: boolean;
  onRetry: () => void;
  /** Goes on from the kept part. */
  onContinue: () => void;
  onOptions: () => void;
  onReload?: () => void;
}) {
  const remedy = remedyFor(error.code);
  return (
    <div className="pd-error" role="alert">
      <p className="pd-error-words">
        <Icon name="warning" />
        <span>
          {errorWords(error)} {kept && i18n.t('errors.kept')}
        </span>
      </p>
      <div className="pd-error-actions">
        {remedy === 'options' && (
          <Button look="primary" onPress={onOptions}>
            {i18n.t('errors.openOptions')}
          </Button>
        )}
        {remedy === 'reload' && onReload && (
          <Button look="primary" onPress={onReload}>
            {i18n.t('errors.reload')}
          </Button>
        )}
        {kept && canContinue(error.code) && (
          <Button look="primary" onPress={onContinue}>
            {i18n.t('answer.continue')}
          </Button>
        )}
        {remedy === 'retry' && (
          <Button look={kept && canContinue(error.code) ? 'plain' : 'primary'} icon="retry" onPress={onRetry}>
            {i18n.t('errors.retry')}
          </Button>
        )}
        {error.detail && (
          <details className="pd-error-detail">
            <summary>{i18n.t('errors.details')}</summary>
            <pre>{[error.code, error.status, error.host, error.detail].filter(Boolean).join('\n')}</pre>
          </details>
        )}
      </div>
    </div>
  );
}
