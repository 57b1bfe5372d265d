import type { ReactNode } from 'react';
import { i18n } from '#i18n';
import type { Options } from '../../lib/options/options.ts';
import type { ResetSection } from '../../lib/options/reset.ts';
import { Confirmed } from '../ui/confirmed.tsx';

/** One card of the settings page: its name, what of it leaves the computer, and a way back to the usual. */
export const Section = ({
  id,
  title,
  leaves,
  reset,
  children,
}: {
  /** Of the heading; links lead to it. */
  id: string;
  title: string;
  /** What these settings send, to whom and when. */
  leaves?: string;
  reset?: { options: Options; section: ResetSection };
  children: ReactNode;
}) => (
  <section className="pd-card" aria-labelledby={id}>
    <div className="pd-section-head">
      <h2 id={id}>{title}</h2>
      {reset && (
        <Confirmed
          label={i18n.t('options.reset')}
          question={i18n.t('options.resetAsk')}
          yes={i18n.t('options.resetYes')}
          look="quiet"
          onConfirm={() => reset.options.reset(reset.section)}
        />
      )}
    </div>
    {leaves && (
      <p className="pd-note pd-leaves">
        <strong>{i18n.t('options.leavesLabel')}</strong> {leaves}
      </p>
    )}
    {children}
  </section>
);
