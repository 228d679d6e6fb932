import { setTimeout as sleep } from 'node:timers/promises';

import type { CodeRow } from '../domain/commit/rows.ts';
import { isFinal } from '../domain/code/state.ts';
import type { CodeId } from '../domain/ids.ts';
import { findCodes, type KnownCode } from '../store/codes/find-codes.ts';
import { snapshotQuery, workflowId } from '../workflows/messages.ts';
import type { Difference } from './difference.ts';
import type { Services } from './wake.ts';
import { standingOf } from './workflows.ts';

/** How long a query may take; it needs a worker, and perhaps a replay. */
const queryMs = 10_000;
/** A commit or a task that is under way is no difference: such a code is looked at again. */
const looks = { most: 4, apartMs: 1_000 };
/** What a deadline may be overdue by: a timer fires late, and a commit takes its time. */
const graceMs = 15_000;

/**
 * What does not agree between a code's row and its workflow, as far as it lasts; undefined when all
 * is well. Costs its history nothing.
 */
export async function lookAtCode(
  services: Services,
  code: CodeId,
): Promise<Difference | undefined> {
  for (let look = 1; ; look += 1) {
    const timed = (await findCodes(services.pool, [code])).get(code);
    const difference = timed && (await differenceOf(services, timed));
    if (difference === undefined || look === looks.most) return difference;
    // To have waited for an answer is to have looked long enough.
    if (difference.kind === 'workflow-silent') return difference;
    await sleep(looks.apartMs);
  }
}

async function differenceOf(services: Services, timed: KnownCode): Promise<Difference | undefined> {
  const { code: row } = timed;
  const standing = await standingOf(services.temporal, row);
  const runs = standing === 'RUNNING';
  const differs = (kind: Difference['kind'], sentence: string): Difference => ({
    kind,
    subject: row.id,
    sentence: `code ${row.id} of ${row.campaign} ${sentence}`,
  });
  const { status } = row.state;
  if (isFinal(status))
    return runs ? differs('workflow-left', 'is settled, and its workflow still runs') : undefined;
  if (!runs) {
    if (status === 'dormant') return undefined;
    const last = standing === null ? 'it has no workflow' : `its workflow has ended: ${standing}`;
    return differs('workflow-missing', `is ${status}, but ${last}`);
  }
  const known = await revisionKnown(services, row);
  if (known === undefined) return differs('workflow-silent', 'has a workflow that does not answer');
  if (known !== row.revision) {
    const knows = known === null ? 'nothing yet' : `revision ${known}`;
    return differs('workflow-stale', `is at revision ${row.revision}; its workflow knows ${knows}`);
  }
  const overdue = overdueBy(timed);
  return overdue > graceMs
    ? differs('overdue', `is ${Math.round(overdue / 1000)} s behind its deadline`)
    : undefined;
}

/** The revision that the workflow has adopted, null before its first, undefined without an answer. */
async function revisionKnown(
  { temporal }: Services,
  row: CodeRow,
): Promise<number | null | undefined> {
  const handle = temporal.workflow.getHandle(workflowId(row.campaign, row.id));
  try {
    const shown = await temporal.withDeadline(Date.now() + queryMs, () =>
      handle.query(snapshotQuery),
    );
    return shown?.revision ?? null;
  } catch {
    return undefined;
  }
}

function overdueBy({ deadlineAt, clockOffsetMs }: KnownCode): number {
  return deadlineAt === null ? 0 : Date.now() + clockOffsetMs - deadlineAt;
}
