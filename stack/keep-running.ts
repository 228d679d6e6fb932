import { EnvironmentError } from './environment-error.ts';

/** A service of our own that can be started again. */
export interface Restartable {
  readonly name: string;
  /** Resolves when the process that runs now has ended, whoever ended it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
  restart(): Promise<void>;
}

/** A service that is started again whenever it ends without being told to. */
export interface Kept {
  /** Rejects when it cannot be started again. */
  readonly lost: Promise<never>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

const restartsMax = 5;
const withinMs = 60_000;

/**
 * Starts a service again on its ports and data whenever it ends by itself; `restarted` is told how
 * long that took. Gives up on one that ends five times within a minute.
 */
export function keepRunning(service: Restartable, restarted: (ms: number) => void): Kept {
  let stopping = false;
  const toldToStop = (): boolean => stopping;
  const watch = async (): Promise<void> => {
    const ends: number[] = [];
    for (;;) {
      await service.ended;
      if (toldToStop()) return;
      ends.push(Date.now());
      const [first = 0] = ends.slice(-restartsMax);
      if (ends.length >= restartsMax && Date.now() - first < withinMs) {
        throw new EnvironmentError(
          `${service.name} ends again and again: see that there is room on the disk, and start again.`,
        );
      }
      const begun = performance.now();
      await service.restart();
      if (toldToStop()) return service.stop();
      restarted(performance.now() - begun);
    }
  };
  const watching = watch();
  const lost = new Promise<never>((_, reject) => {
    watching.catch(reject);
  });
  // Whoever wants to know asks `lost`; nobody has to.
  lost.catch(() => undefined);
  return {
    lost,
    stop: async () => {
      stopping = true;
      await service.stop();
      await watching.catch(() => undefined);
    },
  };
}
