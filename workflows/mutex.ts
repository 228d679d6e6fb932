/** Lets one piece of work at a time pass, in the order of asking. */
export interface Mutex {
  run<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Whether somebody is inside or waits. */
  readonly busy: boolean;
}

/** An open mutex. */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    run: async (work) => {
      waiting += 1;
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        waiting -= 1;
      }
    },
    get busy() {
      return waiting > 0;
    },
  };
}
