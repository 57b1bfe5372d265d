import { createRoot } from 'react-dom/client';
import type { Source } from '../../lib/model/page.ts';
import type { Check } from '../../lib/model/verdict.ts';
import { AnswerText } from '../answer/answer-text.tsx';
import { partCame } from '../answer/use-part.ts';
import { citedText } from './cited-text.tsx';

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
  root.render(
    <AnswerText
      text={example}
      done={false}
      checks={checks}
      renderText={(text, marks) => citedText(text, [source], marks)}
      labels={{ copy: '', copied: '' }}
    />,
  );
  requestIdleCallback(() => root.unmount());
}

const sentence = 'Some **words** of an *answer* with `code`, [a link](x) and 中文 [1].';

/** One of each, and some twice: patterns are compiled anew when they are used again. No formula, nor code of a known language. */
const example = `${sentence} ${sentence}

${sentence}

## A title

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

const source: Source = { number: 1, title: '', url: '', site: '', text: '', kind: 'organic' };
const checks = [...example.matchAll(/Some .*?\./g)].map(
  ({ 0: { length }, index }): Check => ({
    ...{ start: index, end: index + length, sources: [1], badNumbers: [], evidence: [], verdict: 'found' },
    missing: { numbers: [], names: [], changed: [] },
  }),
);
