import type { Connection } from '../model/connection.ts';
import { stored } from './stored.ts';

/** Parameters each model refused, by server and model. Asking again with them costs a failed request every time. */
const refusals = stored<Record<string, string[]>>('refusals', (raw) =>
  typeof raw === 'object' && raw !== null
    ? Object.fromEntries(
        Object.entries(raw).map(([id, names]) => [
          id,
          Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [],
        ]),
      )
    : {},
);

const idOf = ({ baseUrl, model }: Connection): string => `${baseUrl} ${model}`;

export const refusedBy = async (connection: Connection): Promise<string[]> =>
  (await refusals.get())[idOf(connection)] ?? [];

export async function rememberRefusal(connection: Connection, parameter: string): Promise<void> {
  const all = await refusals.get();
  const known = all[idOf(connection)] ?? [];
  if (!known.includes(parameter)) await refusals.set({ ...all, [idOf(connection)]: [...known, parameter] });
}
