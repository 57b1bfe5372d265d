import type { Outcome } from '../messaging/protocol.ts';
import { errorData } from '../model/errors.ts';

/** What a step makes, or what went wrong in it, as data that can travel. */
export async function outcome<T>(step: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await step() };
  } catch (thrown) {
    return { ok: false, error: errorData(thrown) };
  }
}
