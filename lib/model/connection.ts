/** A way to a model: where, which, how. The key is not here: it lives in the background's vault (see lib/settings/vault.ts). */
export interface Connection {
  id: string;
  name: string;
  /** Id of the preset it was made from (lib/providers/presets.ts), 'custom', or 'built-in'. */
  preset: string;
  /** As normalised by lib/providers/base-url.ts: no trailing slash, no endpoint. */
  baseUrl: string;
  model: string;
  /** OpenAI's organisation and project, when the key belongs to several. */
  organization?: string;
  project?: string;
  /** Extra request headers, never the key. */
  headers?: Record<string, string>;
  /** Extra body parameters merged into every request, for instance { "top_p": 0.9 }. */
  parameters?: Record<string, unknown>;
  prices?: Prices;
  /** Requests go without an `Origin` header: the user's way past a local server that refuses extensions. */
  withoutOrigin?: boolean;
  /** It hears or speaks (see VoicePreferences) and has no model to chat with: `model` is ''. */
  onlySpeech?: boolean;
  /** The browser's own model answered a Chinese question in Chinese, or did not; absent: not asked yet. */
  speaksChinese?: boolean;
}

/** What the service charges, per million tokens. */
export interface Prices {
  input: number;
  output: number;
  currency: Currency;
}

export const currencies = ['CNY', 'USD'] as const;
export type Currency = (typeof currencies)[number];

/** The browser's own model as a connection: it has no server, needs no key and no permission. */
export const builtIn = { preset: 'built-in', baseUrl: 'browser://built-in/', host: 'built-in' } as const;

export const isBuiltIn = ({ baseUrl }: Pick<Connection, 'baseUrl'>): boolean => baseUrl === builtIn.baseUrl;

/** Whether it can be asked questions. */
export const canChat = ({ onlySpeech }: Pick<Connection, 'onlySpeech'>): boolean => onlySpeech !== true;

/** Host of a connection, with its port. */
export const hostOf = (connection: Pick<Connection, 'baseUrl'>): string =>
  isBuiltIn(connection) ? builtIn.host : new URL(connection.baseUrl).host;

/** Headers that carry keys (those are the vault's), or that the browser and the HTTP client set. */
const ownHeaders =
  /^(authorization|proxy-.*|sec-.*|(x-)?api-key|x-goog-api-key|x-auth-token|cookie2?|set-cookie|host|origin|referer|content-length|content-type|connection|transfer-encoding)$/i;

/** What is wrong with an extra header; undefined when it may be sent. */
export function headerProblem(name: string, value: string): 'badName' | 'badValue' | 'ownHeader' | undefined {
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) return 'badName'; // RFC 9110, a token
  if (ownHeaders.test(name)) return 'ownHeader';
  return /^[\t\x20-\x7e]*$/.test(value) ? undefined : 'badValue';
}

/** Parameters that belong to the question itself. */
export const ownParameters: readonly string[] = ['model', 'messages', 'stream'];

/** What an answer cost, in the prices' currency. */
export const costOf = (usage: { inputTokens: number; outputTokens: number }, { input, output }: Prices): number =>
  (usage.inputTokens * input + usage.outputTokens * output) / 1_000_000;
