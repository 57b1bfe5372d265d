/**
 * Lets letters through, save a `<think>…</think>` that the text begins with: some servers send the model's thinking so.
 * One that is never closed is thinking to the end.
 */
export function createThinkFilter(pass: (letter: string, at: number) => void) {
  let state: 'before' | 'thinking' | 'after' = 'before';
  let held = '';
  let heldFrom = 0;

  const release = (): void => {
    const letters = held;
    held = '';
    for (let at = 0; at < letters.length; at++) pass(letters.charAt(at), heldFrom + at);
  };

  return {
    feed(letter: string, at: number): void {
      if (state === 'after') {
        pass(letter, at);
        return;
      }
      if (state === 'thinking') {
        held = (held + letter).slice(-12);
        if (!/<\/think(?:ing)?>$/.test(held)) return;
        held = '';
        state = 'after';
        return;
      }
      if (held === '' && letter.trim() === '') {
        pass(letter, at);
        return;
      }
      if (held === '') heldFrom = at;
      held += letter;
      if (/^<think(?:ing)?>$/.test(held)) state = 'thinking';
      else if (!'<think>'.startsWith(held) && !'<thinking>'.startsWith(held)) {
        state = 'after';
        release();
      }
    },
    finish(): void {
      if (state === 'before') release();
    },
  };
}
