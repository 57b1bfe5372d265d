export type Judgement = 'right' | 'partly' | 'wrong';

/** What a tutor's turn says of the student's answer: its first words, as it was asked to choose them. */
export function verdictOf(text: string): Judgement | undefined {
  const first = text.trimStart().replace(/^[*_#>\s"“]+/, '');
  if (/^(?:对了?一部分|部分(?:正确|对)|不完全对|partly|partially|almost)/i.test(first)) return 'partly';
  if (/^(?:还不对|不对|不正确|还不是|错|not (?:yet|quite|right)|wrong|incorrect)/i.test(first)) return 'wrong';
  if (/^(?:对(?=[。，！,!. *_]|$)|对的|完全正确|正确|没错|right|correct|exactly|yes\b)/i.test(first)) return 'right';
  return undefined;
}
