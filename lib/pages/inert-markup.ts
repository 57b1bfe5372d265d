/** Not in every browser (Firefox since 148), and not in TypeScript's own words. */
interface TrustedTypePolicies {
  createPolicy(name: string, rules: { createHTML(html: string): string }): { createHTML(html: string): unknown };
}

let policy: { createHTML(html: string): unknown } | undefined;

/**
 * The one way text becomes markup in this extension (its policy allows no other): a page that is parsed without a
 * window, where nothing runs and nothing loads, and a frame that holds nothing but rules.
 */
export function inertMarkup(html: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypePolicies };
  policy ??= trustedTypes?.createPolicy('pangda-inert', { createHTML: (text) => text });
  return (policy?.createHTML(html) ?? html) as string; // the DOM takes it for a string
}
