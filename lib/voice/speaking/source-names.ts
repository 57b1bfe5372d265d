import type { Utterance } from '../speakable/utterance.ts';

/** Names in one breath; a sentence that rests on more says the first ones. */
const mostNames = 2;

/**
 * Says whose a sentence is where a source is used first: "据知乎，……" / "According to Wikipedia, …". Only names that were
 * given are said. Asked again about the same utterance it says the same, so that a repetition is one.
 */
export function createSourceNames(
  names: Readonly<Record<number, string>>,
): (units: readonly Utterance[], index: number) => string {
  const told = new Set<number>();
  const words = new Map<number, string>();
  return (units, index) => {
    const known = words.get(index);
    if (known !== undefined) return known;
    const unit = units[index];
    if (!unit) return '';
    const fresh = unit.cites.filter((number) => !told.has(number) && names[number]);
    const said = [...new Set(fresh.map((number) => names[number]?.trim() ?? ''))].filter(Boolean).slice(0, mostNames);
    for (const number of fresh) told.add(number);
    const text = said.length === 0 ? unit.text : named(unit, said, goesOn(units[index - 1]));
    words.set(index, text);
    return text;
  };
}

/** The utterance before ended in the middle of the sentence. */
const goesOn = (before: Utterance | undefined): boolean => before?.pauseAfterMs === 0;

function named({ text, lang }: Utterance, names: readonly string[], isMiddle: boolean): string {
  const who = names.join(lang === 'zh' ? '和' : ' and ');
  // In the middle of a sentence the name would part what belongs together: it follows.
  if (isMiddle) {
    const [, words = text, stop = ''] = /^(.*?)([。．.！!？?；;，,]*)$/su.exec(text) ?? [];
    return lang === 'zh' ? `${words}，据${who}${stop || '。'}` : `${words}, according to ${who}${stop || '.'}`;
  }
  return lang === 'zh' ? `据${who}，${text}` : `According to ${who}, ${text}`;
}
