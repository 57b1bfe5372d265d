import { stored } from './stored.ts';

/** Epoch ms of the browser's cloud recognition last giving no result; 0: it never failed here. */
export const cloudFailure = stored<number>('cloudFailure', (raw) => (typeof raw === 'number' && raw > 0 ? raw : 0));
