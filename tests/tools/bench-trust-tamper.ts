/** Results and the same with one fact edited: is the edit seen, and is the original left alone? */
import { prepare } from '../../lib/grounding/prepared.ts';
import { sentences } from '../../lib/grounding/segment.ts';
import { type Finding, isComplete, verify } from '../../lib/grounding/verify.ts';
import type { FactRow } from './bench-trust-rows.ts';
import { auroc, share } from './bench-trust-statistics.ts';

/** The first sentence that the edit changed, as it is and as it was, both against the unedited result. */
interface Edit {
  edited: Finding;
  original: Finding;
}

export function tamperFigures(rows: readonly FactRow[]) {
  const edits = rows.flatMap(editsOf);
  const whole = rows.flatMap(({ positive }) => positive).flatMap(ownSentences);
  const count = (some: readonly Finding[], holds: (finding: Finding) => boolean): number => some.filter(holds).length;
  const edited = edits.map((edit) => edit.edited);
  const original = edits.map((edit) => edit.original);
  const isFlagged = ({ missing }: Finding): boolean => !isComplete(missing);
  return {
    kind: 'one fact edited',
    n: edits.length,
    flagged: share(count(edited, isFlagged), edits.length),
    editedCalledFound: count(edited, ({ verdict }) => verdict === 'found'),
    originalsFlagged: count(original, isFlagged),
    originalsCalledFound: share(
      count(original, ({ verdict }) => verdict === 'found'),
      edits.length,
    ),
    auroc: auroc(
      original.map(({ score }) => score),
      edited.map(({ score }) => score),
    ),
    /** Every sentence of the unedited results against its own result. */
    verbatim: { n: whole.length, flagged: count(whole, isFlagged) },
  };
}

function editsOf({ positive, positive_wrong: wrong }: FactRow): Edit[] {
  return wrong.flatMap((after, index) => {
    const before = positive[index];
    if (before === undefined || before === after) return [];
    const was = sentences(before).map(({ text }) => text);
    const is = sentences(after).map(({ text }) => text);
    const at = is.findIndex((sentence, place) => sentence !== was[place]);
    const [edited, original] = [is[at], was[at]];
    if (edited === undefined || original === undefined) return [];
    const source = prepare({ text: before, title: '' });
    return [{ edited: verify(edited, source), original: verify(original, source) }];
  });
}

function ownSentences(text: string): Finding[] {
  const source = prepare({ text, title: '' });
  return source.sentences.map((sentence) => verify(sentence.text, source));
}
