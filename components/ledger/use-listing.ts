import { useCallback, useEffect, useRef, useState } from 'react';
import type { LedgerDatabase } from '../../lib/ledger/database.ts';
import { type Filter, list } from '../../lib/ledger/read.ts';
import type { Summary } from '../../lib/ledger/summary.ts';

const pageSize = 30;

export interface ListingState {
  summaries: readonly Summary[];
  next?: number | undefined;
  loading: boolean;
  /** The last reading failed. */
  failed: boolean;
  more: () => void;
  /** From the top again, after something was written. */
  reload: () => void;
}

/** What a filter lists, a page at a time; an older reading never overtakes a newer one. */
export function useListing(db: LedgerDatabase, filter: Filter): ListingState {
  const [shown, setShown] = useState<Omit<ListingState, 'more' | 'reload'>>({
    ...{ summaries: [], loading: true, failed: false },
  });
  const reading = useRef(0);
  const load = useCallback(
    async (before: number | undefined) => {
      reading.current += 1;
      const turn = reading.current;
      setShown((now) => ({ ...now, loading: true }));
      const page = await list(db, filter, { before, limit: pageSize }).catch(() => undefined);
      if (turn !== reading.current) return;
      setShown((now) => ({
        summaries: before === undefined ? (page?.summaries ?? []) : [...now.summaries, ...(page?.summaries ?? [])],
        next: page ? page.next : now.next,
        loading: false,
        failed: page === undefined,
      }));
    },
    [db, filter],
  );
  useEffect(() => void load(undefined), [load]);
  return { ...shown, more: () => void load(shown.next), reload: () => void load(undefined) };
}
