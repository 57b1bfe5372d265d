import { i18n } from '#i18n';
import type { Reach } from '../../../lib/model/voice.ts';
import { isLocalHost } from '../../../lib/providers/base-url.ts';

/** Where what is said goes, at a glance. `host`: of the connection, with its port. */
export const ReachBadge = ({ reach, host }: { reach: Reach; host?: string | undefined }) => (
  <span className="pd-reach" data-reach={reach === 'connection' && host && isHere(host) ? 'device' : reach}>
    {reachWords(reach, host)}
  </span>
);

export function reachWords(reach: Reach, host: string | undefined): string {
  if (reach === 'device') return i18n.t('voiceOptions.reach.device');
  if (reach === 'browser') return i18n.t('voiceOptions.reach.browser');
  if (!host) return i18n.t('voiceOptions.reach.someService');
  return i18n.t(isHere(host) ? 'voiceOptions.reach.localService' : 'voiceOptions.reach.service', [host]);
}

const isHere = (host: string): boolean => isLocalHost(new URL(`http://${host}`).hostname);
