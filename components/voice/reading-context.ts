import { createContext } from 'react';
import type { ReadingStore } from '../../lib/voice/reading/reading.ts';

/** What reads aloud on this surface; absent where nothing does. */
export const ReadingContext = createContext<ReadingStore | undefined>(undefined);
