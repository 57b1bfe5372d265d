import { createRoot } from 'react-dom/client';
import { AnswerText } from './answer-text.tsx';
import { partCame } from './use-part.ts';

let isWarm = false;

/**
 * Draws an answer that nobody sees, once, while a model is thinking and the page has nothing to do. A browser compiles
 * what draws an answer as it is first run: the first words would take three times as long, and the page's own work would
 * wait for them. What reads answers is fetched before, where it is missing. Returns what gives it up.
 */
export function warmUpWhenIdle(): () => void {
  if (isWarm || typeof requestIdleCallback !== 'function') return () => {};
  let isGivenUp = false;
  let idle = 0;
  void partCame('markdown').then((came) => {
    if (came && !isGivenUp) idle = requestIdleCallback(warmUp);
  });
  return () => {
    isGivenUp = true;
    cancelIdleCallback(idle);
  };
}

function warmUp(): void {
  isWarm = true;
  const root = createRoot(document.createElement('div'));
  root.render(<AnswerText text={example} done={false} labels={{ copy: '', copied: '' }} />);
  requestIdleCallback(() => root.unmount());
}

/** One of each; no code or formula whose own script would be fetched. */
const example = `## A title

Some **words** of an *answer* with \`code\`, [a link](x) and 中文。

- one
  - two

1. first

> said

| a | b |
| --- | ---: |
| 1 | 2 |

\`\`\`
plain
\`\`\`

And`;
