/** A word (Chinese: a letter) as it was expected and as it was recognised. */
export interface Compared {
  /** same: in both. missing: expected and not recognised. extra: recognised and not expected. */
  kind: 'same' | 'missing' | 'extra';
  text: string;
}

/** Whether all that was expected was recognised, and nothing else. */
export const isAllSame = (compared: readonly Compared[]): boolean => compared.every(({ kind }) => kind === 'same');
