import { createRoot } from 'react-dom/client';
import { AnswerText } from './answer-text.tsx';

let isWarm = false;

/**
 * Draws an answer that nobody sees, once, while a model is thinking and the page has nothing to do. A browser compiles
 * what draws an answer as it is first run: the first words would take three times as long, and the page's own work would
 * wait for them. Returns what gives it up.
 */
export function warmUpWhenIdle(): () => void {
  if (isWarm || typeof requestIdleCallback !== 'function') return () => {};
  const idle = requestIdleCallback(() => {
    isWarm = true;
    const root = createRoot(document.createElement('div'));
    root.render(<AnswerText text={example} done={false} labels={{ copy: '', copied: '' }} />);
    requestIdleCallback(() => root.unmount());
  });
  return () => cancelIdleCallback(idle);
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
