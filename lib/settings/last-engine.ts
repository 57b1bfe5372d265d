import { oneOf } from './raw.ts';
import { stored } from './stored.ts';

/** The search engine beside which something was asked last; a question spoken elsewhere is searched for there. */
export const lastEngine = stored<'google' | 'baidu' | undefined>('lastEngine', (raw) =>
  oneOf(['google', 'baidu'], raw),
);
