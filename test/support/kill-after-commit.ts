import { expect } from 'vitest';

import type { CampaignId, CodeId } from '../../domain/ids.ts';
import { query } from '../../store/query.ts';
import { workflowId } from '../../workflows/messages.ts';
import type { CrashStack } from './crash-stack.ts';
import type { WorkerProcess } from './worker-process.ts';

/** An operation that a kill may have hit. */
export interface Target {
  readonly code: CodeId;
  readonly opId: string;
}

/** The same operation, by number, on each of some codes. */
export function targetsOf(codes: readonly CodeId[], name: string): Target[] {
  return codes.map((code, n) => ({ code, opId: `${name}-${String(n)}` }));
}

/**
 * Has a worker kill itself as all of these operations, which the caller has asked for, are
 * committed. Returns those that the kill did hit between COMMIT and the end of the workflow task.
 */
export async function killAfterCommit(
  stack: Pick<CrashStack, 'owner' | 'client'>,
  hit: {
    readonly worker: WorkerProcess;
    readonly campaign: CampaignId;
    readonly targets: readonly Target[];
  },
): Promise<readonly Target[]> {
  const { worker, campaign, targets } = hit;
  worker.arm({ at: 'after-commit', signal: 'SIGKILL', commits: targets.length });
  expect(await worker.ended).toBe('SIGKILL');
  return committedUntold(stack, campaign, targets);
}

/**
 * Of the operations, those that the database has committed and whose workflow task did not end:
 * their row is there, and no event of the code's history speaks of them. To be asked between a
 * worker's death and the start of the next.
 */
async function committedUntold(
  { owner, client }: Pick<CrashStack, 'owner' | 'client'>,
  campaign: CampaignId,
  targets: readonly Target[],
): Promise<readonly Target[]> {
  const stored = await query<{ name: string }>(
    owner,
    `SELECT code || ' ' || op_id AS name FROM operation WHERE campaign = $1`,
    [campaign],
  );
  const names = new Set(stored.map(({ name }) => name));
  const committed = targets.filter(({ code, opId }) => names.has(`${code} ${opId}`));
  const told = await Promise.all(
    committed.map(async ({ code, opId }) => {
      const { events } = await client.workflow.getHandle(workflowId(campaign, code)).fetchHistory();
      return (events ?? []).some((event) => {
        const accepted = event.workflowExecutionUpdateAcceptedEventAttributes;
        const payloads = accepted?.acceptedRequest?.input?.args?.payloads ?? [];
        return payloads.some(({ data }) => data && Buffer.from(data).includes(`"${opId}"`));
      });
    }),
  );
  return committed.filter((_target, index) => told[index] !== true);
}
