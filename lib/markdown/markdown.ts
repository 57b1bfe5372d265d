import { createBlocks } from './blocks.ts';
import { wordsOf } from './words.ts';

/** What reads Markdown: the package has it once, and it comes to a surface that shows answers (lib/parts). */
export const markdown = { createBlocks, wordsOf };

export type Markdown = typeof markdown;
