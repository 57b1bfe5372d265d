import { type ReactNode, useContext, useEffect, useState } from 'react';
import { isKnownLanguage } from '../../lib/typeset/languages.ts';
import type { CodePiece } from '../../lib/typeset/typesetting.ts';
import { OpenBlockContext } from './answer-context.ts';
import { usePart } from './use-part.ts';

/** Coloured pieces of code that is whole and of a known language, once there was time to make them. */
export function useColours(code: string, language: string): readonly CodePiece[] | undefined {
  const isWhole = !useContext(OpenBlockContext);
  const wanted = isWhole && isKnownLanguage(language);
  const colour = usePart('colours', wanted);
  const [made, setMade] = useState<{ of: string; pieces: readonly CodePiece[] | undefined }>();
  useEffect(() => {
    if (!colour || !wanted) return;
    return whenIdle(() => setMade({ of: code, pieces: colour(code, language) }));
  }, [colour, wanted, code, language]);
  return wanted && made?.of === code ? made.pieces : undefined;
}

/** Calls when nothing else is to be done, unless it is taken back before. */
function whenIdle(then: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(then, 0);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(then, { timeout: 1_000 });
  return () => cancelIdleCallback(idle);
}

export function ColouredCode({ pieces }: { pieces: readonly CodePiece[] }): ReactNode {
  return pieces.map(({ kind, text }, index) =>
    kind === 'plain' ? (
      text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: made once, never changed
      <span key={index} className={`pd-code-${kind}`}>
        {text}
      </span>
    ),
  );
}
