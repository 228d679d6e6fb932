import { createUsher, type Usher } from '../../client/usher.ts';
import type { IssuedCode } from '../../client/issue.ts';
import { createStage, type Stage } from '../support/stage.ts';

/** A stage with a client on it, as a service would have. */
export interface Service {
  readonly stage: Stage;
  readonly usher: Usher;
  /** Issues a code and expects it to be given. */
  issue(campaign: string, holder: string): Promise<IssuedCode>;
  close(): Promise<void>;
}

/** Sets a stage, with a worker unless the test starts its own, and makes a client for it. */
export async function createService({
  worker = true,
  notifier,
}: { worker?: boolean; notifier?: { url: string; secret: string } } = {}): Promise<Service> {
  const stage = await createStage();
  if (worker) await stage.work();
  const usher = createUsher({
    temporal: stage.client,
    pool: stage.pool,
    keys: stage.keys,
    taskQueue: stage.queues.codes,
    ...(notifier === undefined ? {} : { notifier }),
  });
  return {
    stage,
    usher,
    issue: async (campaign, holder) => {
      const issued = await usher.issue({ campaign, holder });
      if (!issued.ok) throw new Error(issued.message);
      return issued;
    },
    close: async () => {
      await usher.close();
      await stage.close();
    },
  };
}

let people = 0;

/** Somebody whom no other test of the process knows. */
export function somebody(): string {
  people += 1;
  return `person-${String(people)}`;
}
