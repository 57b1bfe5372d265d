import { i18n } from '#i18n';
import type { ShellWords } from '../../lib/messaging/protocol.ts';

/** Stands in `ShellWords.waitingFor` for the host that is asked. */
export const hostMark = '{host}';

/** Looked up anew: in a page that waits for the browser, which is busy with the page. */
export const shellWords = (): ShellWords => ({
  tag: i18n.t('language.tag'),
  title: i18n.t('panel.title'),
  name: i18n.t('extension.shortName'),
  checking: i18n.t('trust.checking'),
  waiting: i18n.t('chat.waiting'),
  waitingFor: i18n.t('chat.waitingFor', [hostMark]),
  updated: i18n.t('errors.updated'),
});
