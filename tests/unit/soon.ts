/**
 * Until all has happened that waits for nothing but its turn: ten of them. A time alone would be over before the first
 * when the machine is busy, and its timer come before those that were set after it.
 */
export async function soon(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
}
