/**
 * The run of backticks or tildes that opened the code in which a text ends; empty: it ends outside of code. `before`: the
 * run that is open where the text begins. Lines in quotes and lists count as lines.
 */
export function openFence(text: string, before = ''): string {
  let open = before;
  for (const line of text.split('\n')) {
    const marker = FENCE.exec(line);
    if (!marker) continue;
    const [, run = '', info = ''] = marker;
    if (open === '') {
      if (!(run.startsWith('`') && info.includes('`'))) open = run;
    } else if (run.startsWith(open) && info.trim() === '') open = '';
  }
  return open;
}

const FENCE = /^(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*(`{3,}|~{3,})(.*)$/;
