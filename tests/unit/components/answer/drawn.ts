import { act } from 'react';

/** Resolves when a long answer, which is drawn in many tasks, changes no more; `look` is called after each of them. */
export async function drawn(place: Element, look = () => {}): Promise<void> {
  let before = '';
  const looks = new MutationObserver(look);
  looks.observe(place, { childList: true, characterData: true, subtree: true });
  for (let same = 0; same < 6; ) {
    await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
    same = place.innerHTML === before ? same + 1 : 0;
    before = place.innerHTML;
  }
  looks.disconnect();
}
