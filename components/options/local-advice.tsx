import { i18n } from '#i18n';
import type { AppErrorData } from '../../lib/model/errors.ts';
import { localAdvice } from '../../lib/options/local-advice.ts';
import type { Draft, Options } from '../../lib/options/options.ts';
import { Button } from '../ui/button.tsx';
import { Copyable } from './copyable.tsx';

/** What to do when a server on this computer does not answer, or not to extensions. */
export function LocalAdviceNote({ options, draft, error }: { options: Options; draft: Draft; error: AppErrorData }) {
  const advice = localAdvice(draft.connection, error, options.origin);
  if (!advice) return null;
  if (advice.kind === 'notRunning') {
    return (
      <div className="pd-advice">
        {i18n.t('options.startCommand')}
        <Copyable text={advice.command} />
      </div>
    );
  }
  return (
    <div className="pd-advice">
      {advice.setting ? i18n.t('options.originSetting') : i18n.t('options.originPlain')}
      {advice.setting && <Copyable text={advice.setting} />}
      {advice.canHideOrigin && (
        <p className="pd-advice-other">
          {i18n.t('options.originOr')}{' '}
          <Button onPress={() => void options.hideOrigin()}>{i18n.t('options.hideOrigin')}</Button>
        </p>
      )}
    </div>
  );
}
