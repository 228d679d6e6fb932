import { Worker } from 'node:worker_threads';

import type { Figures } from '../../simulate/population/figures.ts';
import type { Plan } from '../../simulate/population/repetition.ts';

/** What a thread is asked for; it answers with the figures. */
export interface Told {
  readonly plan: Plan;
  readonly repetition: number;
}

/** Threads that play repetitions. */
export interface Lanes {
  /**
   * Plays each plan as often as asked, repetition by repetition, so that plans can be compared at any
   * time. The figures of each plan, in order of repetition; fewer when it was cut short.
   */
  play(plans: readonly Plan[], repetitions: number): Promise<readonly (readonly Figures[])[]>;
  /** Whether somebody has had enough. */
  readonly isCutShort: boolean;
  close(): Promise<void>;
}

/** Opens so many threads. They stop at once when `signal` is given. */
export function openLanes(
  count: number,
  options: { readonly signal: AbortSignal; readonly progress: (done: number, of: number) => void },
): Lanes {
  const { signal, progress } = options;
  const workers = Array.from({ length: count }, startThread);
  const stop = (): void => {
    for (const worker of workers) void worker.terminate();
  };
  signal.addEventListener('abort', stop, { once: true });
  return {
    get isCutShort() {
      return signal.aborted;
    },
    play: async (plans, repetitions) => {
      const jobs = Array.from({ length: repetitions }, (_, repetition) =>
        plans.map((plan, index) => ({ plan, repetition, index })),
      ).flat();
      const done: Figures[][] = plans.map(() => []);
      let finished = 0;
      progress(finished, plans.length * repetitions);
      const lane = async (worker: Worker): Promise<void> => {
        for (let job = jobs.shift(); job !== undefined && !signal.aborted; job = jobs.shift()) {
          const figures = await ask(worker, job, signal);
          if (figures === null) return;
          done[job.index]?.push(figures);
          finished += 1;
          progress(finished, plans.length * repetitions);
        }
      };
      await Promise.all(workers.map(lane));
      return whatAllHave(done);
    },
    close: async () => {
      signal.removeEventListener('abort', stop);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Built, a thread runs JavaScript; from source, it has to be taught TypeScript before. */
function startThread(): Worker {
  const here = import.meta.url;
  if (here.endsWith('.js')) return new Worker(new URL('./lane.js', here));
  const [tsx, lane] = [import.meta.resolve('tsx/esm/api'), new URL('./lane.ts', here).href];
  const start = `import('${tsx}').then(({ register }) => { register(); return import('${lane}'); })`;
  return new Worker(start, { eval: true });
}

/** The figures of one repetition; null when the thread was stopped. */
async function ask(
  worker: Worker,
  { plan, repetition }: Told,
  signal: AbortSignal,
): Promise<Figures | null> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off('message', answered).off('error', failed).off('exit', ended);
    };
    const answered = (figures: Figures): void => {
      settle();
      resolve(figures);
    };
    const failed = (error: Error): void => {
      settle();
      reject(error);
    };
    const ended = (): void => {
      settle();
      if (signal.aborted) resolve(null);
      else reject(new Error('a thread of the simulation ended by itself'));
    };
    worker.on('message', answered).on('error', failed).on('exit', ended);
    worker.postMessage({ plan, repetition } satisfies Told);
  });
}

/** Only repetitions that every plan has been through can be compared. */
function whatAllHave(done: readonly Figures[][]): readonly (readonly Figures[])[] {
  const counts = new Map<number, number>();
  for (const { repetition } of done.flat())
    counts.set(repetition, (counts.get(repetition) ?? 0) + 1);
  return done.map((runs) =>
    runs
      .filter(({ repetition }) => counts.get(repetition) === done.length)
      .sort((a, b) => a.repetition - b.repetition),
  );
}
