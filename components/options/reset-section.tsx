import { i18n } from '#i18n';
import type { Options } from '../../lib/options/options.ts';
import { Confirmed } from '../ui/confirmed.tsx';
import { Section } from './section.tsx';

/** Everything as it was before anything was changed, except what would be lost for good. */
export const ResetSection = ({ options }: { options: Options }) => (
  <Section id="pd-reset" title={i18n.t('options.resetAll')}>
    <p className="pd-note">{i18n.t('options.resetAllWords')}</p>
    <Confirmed
      label={i18n.t('options.resetAll')}
      question={i18n.t('options.resetAllAsk')}
      yes={i18n.t('options.resetYes')}
      onConfirm={() => options.reset('all')}
    />
  </Section>
);
