/** Work whose outcome is perhaps wanted soon. */
export interface Ahead<T> {
  /** Begins with it when whatever has its turn now is done. */
  begin(): void;
  /** What has been begun; undefined: nothing, and nothing will be. */
  taken(): Promise<T> | undefined;
}

/** Does something while others are waited for, such as the ledger, which it would keep waiting if it were done at once. */
export function ahead<T>(work: () => Promise<T>): Ahead<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let begun: Promise<T> | undefined;
  return {
    begin() {
      timer ??= setTimeout(() => {
        begun = work();
        begun.catch(() => {}); // told to whoever takes it
      });
    },
    taken() {
      clearTimeout(timer);
      return begun;
    },
  };
}
