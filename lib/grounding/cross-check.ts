import type { Check } from '../model/verdict.ts';
import { type CheckedSource, checkedText, isClaim } from './checks.ts';
import { createClaimReader } from './claims.ts';
import { prepare } from './prepared.ts';
import { verifyTogether } from './verify.ts';

/** Statements of a longer text are not all checked: nobody reads that many. */
const mostClaims = 60;

/**
 * Checks a text that cites nothing, such as one of a question's answers or a page's own AI answer, against all of these
 * sources: each statement against what they say together. `sources` of a check are those with the nearest sentences.
 */
export function crossChecks(text: string, sources: readonly CheckedSource[]): Check[] {
  const reader = createClaimReader();
  const claims = [...reader.push(text), ...reader.end()].slice(0, mostClaims);
  const prepared = sources.map((source) => prepare(checkedText(source)));
  return claims.map(({ start, end, text: words }): Check => {
    const place = { start, end, badNumbers: [] };
    const nothing = { sources: [], evidence: [], missing: { numbers: [], names: [], changed: [] } };
    if (!isClaim(words, true)) return { ...place, ...nothing, verdict: 'cannotCheck', why: 'notAClaim' };
    const { verdict, why, evidence, missing } = verifyTogether(words, prepared);
    const found = evidence.map(({ source, ...rest }) => ({ source: sources[source]?.number ?? 0, ...rest }));
    return {
      ...place,
      verdict,
      sources: [...new Set(found.map(({ source }) => source))],
      evidence: found,
      missing,
      ...(why && { why }),
    };
  });
}
