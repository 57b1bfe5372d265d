/** Of each document: the question at the address it was sent for, and the number that its answers have for that. */
const sent = new WeakMap<Document, { id: string; number: string }>();

/**
 * The number that answers to the question `id` have: its own, but in a page that was sent under another address, as a kept
 * one may be. What a document brings along is of its address; only later can it be what was there before. `named`: numbers
 * that the answers in it name; undefined: some are to the question itself.
 */
export function numberSent(document: Document, id: string, named: readonly (string | undefined)[] | undefined): string {
  let known = sent.get(document);
  if (!known) {
    // Recommended answers are to many questions.
    const isKept = document.readyState !== 'complete' && named?.every((number) => number === named[0]);
    known = { id, number: (isKept && named?.[0]) || id };
    if (!named || named.length > 0) sent.set(document, known);
  }
  return known.id === id ? known.number : id;
}
