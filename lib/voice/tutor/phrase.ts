/** Something of a tutor's turn that is worth repeating aloud: what stands in quotes or bold there; '' when nothing does. */
export function phraseIn(text: string): string {
  const found = /[“"「]([^“”"」\n]{1,80})[”"」]|\*\*([^*\n]{1,80})\*\*/.exec(text);
  return (found?.[1] ?? found?.[2] ?? '').trim();
}
