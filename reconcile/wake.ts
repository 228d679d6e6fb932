import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  type Client,
  type WorkflowStartOptions,
} from '@temporalio/client';
import type pg from 'pg';

import { assert } from '../domain/assert.ts';
import { isFinal } from '../domain/code/state.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import { loadCampaign, loadVersion } from '../store/campaigns/campaign-row.ts';
import type { Db } from '../store/query.ts';
import {
  startOptions,
  syncUpdate,
  workflowType,
  type InvitationCode,
  type Shown,
} from '../workflows/messages.ts';

/** What looking after codes stands on. */
export interface Services {
  readonly temporal: Client;
  readonly pool: pg.Pool;
  /** Of the codes; the usual one by default. */
  readonly taskQueue?: string | undefined;
}

export type Waking = WorkflowStartOptions<InvitationCode> & {
  readonly workflowIdConflictPolicy: 'USE_EXISTING';
};

/** How long a sync may take; a busy code's takes as long as the commits before it. */
const syncMs = 15_000;

/**
 * How a code's workflow is started from its row for a command, with what its campaign says now. A settled
 * code's has completed. It is started again, commits that command, and completes again.
 * @throws StoreUnavailable
 */
export async function wakingOf(db: Db, row: CodeRow, taskQueue?: string): Promise<Waking> {
  const waking = await unlessCompleted(db, row, taskQueue);
  return isFinal(row.state.status)
    ? { ...waking, workflowIdReusePolicy: 'ALLOW_DUPLICATE' }
    : waking;
}

/** The same, but a workflow that has completed stays so. */
async function unlessCompleted(db: Db, row: CodeRow, taskQueue?: string): Promise<Waking> {
  const [campaign, version] = [
    await loadCampaign(db, row.campaign),
    await loadVersion(db, row.digest),
  ];
  assert(campaign !== undefined && version !== undefined, 'a code has a campaign and a version');
  const { title, period } = version.terms;
  const options = startOptions(row, {
    title,
    timeZone: period.timeZone,
    clockOffsetMs: campaign.clockOffsetMs,
    ...(taskQueue === undefined ? {} : { taskQueue }),
  });
  return { ...options, workflowIdConflictPolicy: 'USE_EXISTING' };
}

/**
 * Has a code's workflow settle what is due and adopt the row, starting it where there is none.
 * `completed` when the workflow has, as that of a settled code: nothing is due of it, and it is left so.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function syncCode(services: Services, row: CodeRow): Promise<Shown | 'completed'> {
  const { temporal, pool, taskQueue } = services;
  const options = await unlessCompleted(pool, row, taskQueue);
  try {
    return await temporal.withDeadline(Date.now() + syncMs, () =>
      temporal.workflow.executeUpdateWithStart(syncUpdate, {
        startWorkflowOperation: new WithStartWorkflowOperation<InvitationCode>(
          workflowType,
          options,
        ),
      }),
    );
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'completed';
    throw error;
  }
}
