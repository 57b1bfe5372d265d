/** What may be asked of the voice while it speaks, or of the answer it spoke. */
export type PlainCommand =
  | 'stop'
  | 'pause'
  | 'resume'
  | 'next'
  | 'previous'
  | 'repeat'
  | 'slower'
  | 'faster'
  | 'louder'
  | 'softer'
  | 'where'
  | 'shorter'
  | 'more'
  | 'newQuestion'
  | 'copy'
  | 'show'
  | 'startTutor'
  | 'endTutor';

/** `number` is 1-based, as cited; it may be more than there are, and then one says so. */
export type VoiceCommand =
  | { name: PlainCommand }
  | { name: 'readSource' | 'openSource' | 'expandPoint'; number: number };

/** A pattern for a whole utterance. A group named `number` holds a number in words or digits. */
export interface CommandPattern {
  name: VoiceCommand['name'];
  pattern: RegExp;
}

/** Patterns in the order they are tried, made of alternatives; `N` stands for a number. */
export function patternsOf(table: [VoiceCommand['name'], string[]][], numbers: string): CommandPattern[] {
  return table.map(([name, alternatives]) => {
    // A group's name may stand only once in a pattern of older browsers, so every number is a plain group.
    const body = alternatives.join('|').replaceAll('N', `(${numbers})`);
    return { name, pattern: new RegExp(`^(?:${body})$`) };
  });
}
