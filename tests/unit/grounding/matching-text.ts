/**
 * A text that a pattern may match: of groups, classes, counts and choices one at random each. Knows what our own patterns
 * use; whether the text matches is for the caller to ask, for words that must end may have been put side by side.
 */
export function textFor({ source }: RegExp, random: () => number): string {
  let at = 0;
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;

  function choices(): () => string {
    const rows: (() => string)[][] = [[]];
    while (at < source.length && source[at] !== ')') {
      if (source[at] === '|') {
        at++;
        rows.push([]);
      } else rows.at(-1)?.push(piece());
    }
    return () =>
      pick(rows)
        .map((say) => say())
        .join('');
  }

  function piece(): () => string {
    const one = single();
    const [count, from, to] = /^(?:\?|\{(\d+),(\d+)\})/.exec(source.slice(at)) ?? [];
    if (count === undefined) return one;
    at += count.length;
    const [least, most] = count === '?' ? [0, 1] : [Number(from), Math.min(Number(to), 6)];
    return () => Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, one).join('');
  }

  function single(): () => string {
    const sign = source[at++] ?? '';
    if (sign === '(') {
      if (source.startsWith('?:', at)) at += 2;
      const inside = choices();
      at++;
      return inside;
    }
    if (sign === '[') {
      const end = source.indexOf(']', at + 1);
      const signs = source.slice(at, end);
      at = end + 1;
      return () =>
        pick(signs.startsWith('^') ? ['x', ' ', '的'] : signs.startsWith('\\w') ? ['w', '_', ' '] : [...signs]);
    }
    if (sign !== '\\') return () => sign;
    const escaped = source[at++] ?? '';
    return () => (escaped === 'b' ? '' : escaped);
  }

  return choices()();
}
