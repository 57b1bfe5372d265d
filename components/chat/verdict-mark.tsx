import { use } from 'react';
import type { Source } from '../../lib/model/page.ts';
import { isStatement } from '../../lib/model/verdict.ts';
import type { CheckedSentence } from '../answer/answer-context.ts';
import { EvidenceContext } from './evidence-context.ts';
import { TurnContext } from './turn-context.ts';
import { VerdictIcon } from './verdict-icon.tsx';
import { verdictWords } from './verdict-words.ts';

/** The verdict behind a sentence: a shape, its words on hover and to screen readers, the evidence on a press; before, its place. */
export function VerdictMark({ check, words, sources }: CheckedSentence & { sources: readonly Source[] }) {
  const evidence = use(EvidenceContext);
  const turn = use(TurnContext);
  if (!check) return <span className="pd-verdict" />;
  if (!isStatement(check)) return null;
  const what = {
    ...turn,
    claim: words,
    check,
    sources: sources.filter(({ number }) => check.sources.includes(number)),
  };
  return (
    <button
      type="button"
      className="pd-verdict"
      data-verdict={check.verdict}
      aria-label={verdictWords(check.verdict)}
      onPointerEnter={(event) => event.pointerType !== 'touch' && evidence.hover(what, event.currentTarget)}
      onPointerLeave={evidence.leave}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && evidence.hover(what, event.currentTarget)}
      onBlur={evidence.leave}
      onClick={(event) => event.isTrusted && evidence.press(what, event.currentTarget)}
    >
      <VerdictIcon verdict={check.verdict} />
    </button>
  );
}
