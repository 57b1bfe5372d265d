/** Every way the product can fail, as a code. The words are in lib/locales under `errors.<code>`. */
export const errorCodes = [
  'noConnection', // no model is set up
  'noPermission', // the browser has not granted access to the connection's host
  'badKey', // 401, 403: the key was refused
  'refusedRegion', // 403: the service does not serve this place
  'refusedOrigin', // 403 of a local server that does not accept extensions
  'capReached', // the user's own daily cap on requests
  'noChinese', // the browser's own model did not pass its check in Chinese
  'noCredit', // 402, insufficient quota
  'noModel', // 404 that names the model
  'notFound', // 404 otherwise: wrong path
  'rateLimited', // 429
  'serverFailed', // 5xx
  'overloaded', // 503, 529, model loading
  'network', // DNS, TLS, refused, reset
  'offline', // navigator.onLine is false
  'timeout', // nothing arrived in time
  'stalled', // the stream stopped half-way
  'interrupted', // the stream ended without saying so
  'emptyReply', // an answer without a word
  'onlyThinking', // the model spent its whole budget thinking
  'tooLong', // the prompt does not fit the model
  'badRequest', // 400 otherwise
  'setByOrganisation', // a policy does not let its user do that
  'badAddress', // the base URL cannot be one, or is plain http to a public host
  'notAnApi', // a web page answered
  'badReply', // something answered, but not in a way we can read
  'redirected', // the address redirects elsewhere; keys do not follow
  'filtered', // the provider's filter stopped it
  'siteNotAllowed', // nobody allowed the pages of this site to be read
  'notAPage', // a cited address that is no page of the public web: PDF, a download, too long, private
  'unreadable', // a cited page without text: made by a script, behind a login or a captcha, refused
  'micAsk', // the browser has not been asked for the microphone yet; a page that explains was opened
  'micDenied', // the microphone is blocked for this extension
  'micNone', // no microphone
  'heardNothing', // silence, or nothing that could be made out
  'noRecognition', // the service has no transcription, or this browser no recognition
  'recognitionSilent', // the browser's recognition started and never said a word
  'noVoice', // no voice for the language on this computer
  'noSpeech', // the service has no speech synthesis
  'voiceFailed', // a voice that does not start or end
  'soundBlocked', // the browser holds the sound back until somebody presses something
  'badFile', // a file that is not settings of ours, or is damaged
  'wrongPassphrase', // or the data behind it was changed
  'hostClosed', // the document with the microphone and the loudspeaker went away
  'updated', // the extension was updated or reloaded under this page
  'disconnected', // the background went away and could not be reached again
  'unexpected', // a bug of ours
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** An error as it travels over ports. `detail` is for copying: the server's words, without keys. */
export interface AppErrorData {
  code: ErrorCode;
  detail: string;
  /** HTTP status, when there was one. */
  status?: number;
  /** Host that answered, or was asked. */
  host?: string;
  /** Milliseconds the server asked us to wait. */
  retryAfterMs?: number;
}

/** The one error class that crosses our own borders. */
export class AppError extends Error {
  readonly data: AppErrorData;
  constructor(code: ErrorCode, detail = '', more: Omit<AppErrorData, 'code' | 'detail'> = {}) {
    super(`${code}: ${detail}`);
    this.name = 'AppError';
    this.data = { code, detail, ...more };
  }
  get code(): ErrorCode {
    return this.data.code;
  }
  /** By what it is: scripts that run in one place may each have this class. */
  static override [Symbol.hasInstance](thrown: unknown): boolean {
    return thrown instanceof Error && thrown.name === 'AppError' && 'data' in thrown;
  }
}

/** Anything thrown, as data that can travel. */
export function errorData(thrown: unknown): AppErrorData {
  if (thrown instanceof AppError) return thrown.data;
  return { code: 'unexpected', detail: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown) };
}
