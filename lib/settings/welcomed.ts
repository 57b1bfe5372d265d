import { stored } from './stored.ts';

/** Whether the new user has been greeted. */
export const welcomed = stored<boolean>('welcomed', (raw) => raw === true);
