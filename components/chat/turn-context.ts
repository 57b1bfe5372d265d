import { createContext } from 'react';
import type { SiteId } from '../../lib/model/page.ts';

export interface TurnAbout {
  turnId: string;
  /** The pages of these sources were read. */
  read: readonly number[];
  /** Where a statement can be searched for. */
  site?: SiteId;
}

/** The turn a chip or a mark stands in. */
export const TurnContext = createContext<TurnAbout>({ turnId: '', read: [] });
