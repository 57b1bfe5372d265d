/** A way to a model: where, which, how. The key is not here: it lives in the background's vault (see lib/settings/vault.ts). */
export interface Connection {
  id: string;
  name: string;
  /** Id of the preset it was made from (lib/providers/presets.ts), or 'custom'. */
  preset: string;
  /** As normalised by lib/providers/base-url.ts: no trailing slash, no endpoint. */
  baseUrl: string;
  model: string;
  /** Extra request headers, never the key. */
  headers?: Record<string, string>;
  /** Extra body parameters merged into every request, for instance { "top_p": 0.9 }. */
  parameters?: Record<string, unknown>;
}
