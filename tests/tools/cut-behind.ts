/** Takes out of a document all that comes after an element, as if the browser had not read it yet. */
export function cutBehind(element: Element | undefined): void {
  for (let at = element; at; at = at.parentElement ?? undefined) while (at.nextSibling) at.nextSibling.remove();
}
