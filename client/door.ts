import { UsherError } from './usher-error.ts';

/** Lets calls in until it is closed, and knows which are still inside. */
export interface Door {
  /** The same function, for as long as the door is open; rejects with CLOSED after that. */
  readonly through: <Call, Answer>(
    work: (call: Call) => Promise<Answer>,
  ) => (call: Call) => Promise<Answer>;
  /** Lets nobody in any more; resolves when everybody has come out. */
  close(): Promise<void>;
}

/** An open door. */
export function createDoor(): Door {
  const inside = new Set<Promise<unknown>>();
  let closed = false;
  return {
    through: (work) => (call) => {
      if (closed) return Promise.reject(new UsherError('CLOSED'));
      const answer = work(call);
      const out = (): void => {
        inside.delete(answer);
      };
      inside.add(answer);
      answer.then(out, out);
      return answer;
    },
    close: async () => {
      closed = true;
      await Promise.allSettled(inside);
    },
  };
}
