import { i18n } from '#i18n';
import { builtIn } from '../../lib/model/connection.ts';
import type { AppErrorData, ErrorCode } from '../../lib/model/errors.ts';

/** One key a code: TypeScript fails here until a new code has words, and the typed keys fail until each language has them. */
const keys = {
  noConnection: 'errors.noConnection',
  noPermission: 'errors.noPermission',
  badKey: 'errors.badKey',
  refusedRegion: 'errors.refusedRegion',
  refusedOrigin: 'errors.refusedOrigin',
  capReached: 'errors.capReached',
  noChinese: 'errors.noChinese',
  noCredit: 'errors.noCredit',
  noModel: 'errors.noModel',
  notFound: 'errors.notFound',
  rateLimited: 'errors.rateLimited',
  serverFailed: 'errors.serverFailed',
  overloaded: 'errors.overloaded',
  network: 'errors.network',
  offline: 'errors.offline',
  timeout: 'errors.timeout',
  stalled: 'errors.stalled',
  interrupted: 'errors.interrupted',
  emptyReply: 'errors.emptyReply',
  onlyThinking: 'errors.onlyThinking',
  tooLong: 'errors.tooLong',
  badRequest: 'errors.badRequest',
  setByOrganisation: 'errors.setByOrganisation',
  badAddress: 'errors.badAddress',
  notAnApi: 'errors.notAnApi',
  badReply: 'errors.badReply',
  redirected: 'errors.redirected',
  filtered: 'errors.filtered',
  siteNotAllowed: 'errors.siteNotAllowed',
  notAPage: 'errors.notAPage',
  unreadable: 'errors.unreadable',
  micAsk: 'errors.micAsk',
  micDenied: 'errors.micDenied',
  micNone: 'errors.micNone',
  heardNothing: 'errors.heardNothing',
  noRecognition: 'errors.noRecognition',
  recognitionSilent: 'errors.recognitionSilent',
  noVoice: 'errors.noVoice',
  noSpeech: 'errors.noSpeech',
  voiceFailed: 'errors.voiceFailed',
  soundBlocked: 'errors.soundBlocked',
  badFile: 'errors.badFile',
  wrongPassphrase: 'errors.wrongPassphrase',
  hostClosed: 'errors.hostClosed',
  updated: 'errors.updated',
  disconnected: 'errors.disconnected',
  unexpected: 'errors.unexpected',
} as const satisfies Record<ErrorCode, string>;

/** What happened, as a sentence in the user's language. */
export function errorWords({ code, host }: AppErrorData): string {
  // Nobody was asked: nothing here hears at all.
  if (code === 'noRecognition' && !host) return i18n.t('voice.nobodyListens');
  return i18n.t(keys[code], [hostName(host)]);
}

function hostName(host: string | undefined): string {
  if (host === builtIn.host) return i18n.t('errors.builtInHost');
  return host || i18n.t('errors.someHost');
}

/** The one thing that helps: change the settings, load the page anew, or ask again. */
export function remedyFor(code: ErrorCode): 'options' | 'reload' | 'retry' {
  switch (code) {
    case 'noConnection':
    case 'noPermission':
    case 'badKey':
    case 'refusedRegion':
    case 'refusedOrigin':
    case 'capReached':
    case 'noChinese':
    case 'noCredit':
    case 'noModel':
    case 'notFound':
    case 'badAddress':
    case 'notAnApi':
    case 'redirected':
    case 'noRecognition':
    case 'recognitionSilent':
    case 'noVoice':
    case 'noSpeech':
      return 'options';
    case 'updated':
      return 'reload';
    default:
      return 'retry';
  }
}

/** Whether going on from the kept part can help: what ended it was chance, not a refusal. */
export function canContinue(code: ErrorCode): boolean {
  switch (code) {
    case 'interrupted':
    case 'stalled':
    case 'network':
    case 'offline':
    case 'timeout':
    case 'serverFailed':
    case 'overloaded':
    case 'rateLimited':
    case 'disconnected':
    case 'badReply':
      return true;
    default:
      return false;
  }
}
