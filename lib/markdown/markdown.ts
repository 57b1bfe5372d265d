import { createBlocks } from './blocks.ts';
import { endOf } from './end-of.ts';
import { wordsOf } from './words.ts';

/** What reads Markdown: the package has it once, and it comes to a surface that shows answers (lib/parts). */
export const markdown = { createBlocks, endOf, wordsOf };

export type Markdown = typeof markdown;
