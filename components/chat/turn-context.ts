import { createContext } from 'react';

/** The turn a chip or a mark stands in. */
export const TurnContext = createContext<{ turnId: string; read: readonly number[] }>({ turnId: '', read: [] });
