import type { CodeRow } from '../domain/commit/rows.ts';
import type { CodeId } from '../domain/ids.ts';
import { listOpenCodes, type OpenCode } from '../store/codes/load-code.ts';
import { committedLately } from '../store/sweep/committed-lately.ts';
import { overdueDormant } from '../store/sweep/overdue-dormant.ts';
import { countAwake } from '../store/sweep/count-awake.ts';
import { findCodes } from '../store/codes/find-codes.ts';
import { forgetWorker, silentWorkers } from '../store/sweep/silent-workers.ts';
import { inParallel } from './in-parallel.ts';
import { syncCodes, type Log } from './sync-codes.ts';
import type { Services } from './wake.ts';
import { endUnplayable } from './unplayable.ts';
import {
  brokenOff,
  countRunning,
  runningCodes,
  runsWithProblems,
  standingOf,
} from './workflows.ts';

export type Sweeper = Services & { readonly log: Log };

/** A worker that was not heard of for so long is taken for dead. */
export const deadAfterMs = 10_000;
/** A commit may have begun this long before what is known to have gone wrong. */
const beforeMs = 30_000;
/** How long a code may stay behind its deadline before somebody looks. */
const overdueAfterMs = 10_000;
const pageSize = 1_000;
/** Codes of one turn of the audit, each of which asks Temporal once. */
const auditSize = 100;
const asksMax = 8;
/** Unused codes that one pass settles. */
const dormantSize = 200;

/**
 * After a worker's death between COMMIT and the end of the workflow's task, when nobody asked
 * again: the row knows what the workflow does not. One query; after a death one sync for each code
 * that the dead one committed last, in its last half minute.
 */
export async function afterDeaths(sweeper: Sweeper): Promise<void> {
  for (const { id, silentMs } of await silentWorkers(sweeper.pool, deadAfterMs)) {
    const rows = await committedLately(sweeper.pool, { ms: silentMs + beforeMs, worker: id });
    const failed = await syncCodes(sweeper, rows, `worker ${id} died`);
    if (failed === 0) await forgetWorker(sweeper.pool, id, deadAfterMs);
  }
}

/**
 * After services could not be reached: updates may have been committed and lost. One sync for each
 * code that answered an operation since half a minute before. Returns how many failed.
 */
export async function afterOutage(sweeper: Sweeper, lastedMs: number): Promise<number> {
  const rows = await committedLately(sweeper.pool, { ms: lastedMs + beforeMs });
  return syncCodes(sweeper, rows, 'services could not be reached for a time');
}

/**
 * Wakes codes whose workflow is nowhere, as when Temporal's database was lost. Two counts; where
 * Temporal has fewer than there should be, the list of all, in pages of a thousand on either side.
 */
export async function wakeMissing(sweeper: Sweeper): Promise<void> {
  const [running, awake] = [await countRunning(sweeper), await countAwake(sweeper.pool)];
  if (running >= awake) return;
  const known = await runningCodes(sweeper);
  for await (const page of openCodes(sweeper)) {
    const missing = page.map(({ code }) => code).filter(({ id }) => !known.has(id));
    await syncCodes(sweeper, missing, 'they had no workflow');
  }
}

/** What broken-off runs a sweep has dealt with, and from when on it has to look. */
export interface Seen {
  since: Date;
  readonly runs: Set<string>;
}

/**
 * Starts codes again whose run was terminated or failed, and tells a run that a reset has made what
 * has happened since. One question to Temporal; one sync a broken-off run.
 */
export async function afterBrokenOff(sweeper: Sweeper, seen: Seen): Promise<void> {
  const asked = Date.now();
  const found = new Map<string, CodeId>();
  for await (const { code, runId } of brokenOff(sweeper, seen.since)) {
    if (!seen.runs.has(runId)) found.set(runId, code);
  }
  if (found.size > 0) {
    const rows = await findCodes(sweeper.pool, [...new Set(found.values())]);
    const open = [...rows.values()]
      .map(({ code }) => code)
      .filter(({ state }) => state.status !== 'settled');
    if ((await syncCodes(sweeper, open, 'their runs were broken off')) > 0) return;
    for (const runId of found.keys()) seen.runs.add(runId);
  }
  // What the list has learnt late is still found: it lags by moments, not by a minute.
  seen.since = new Date(asked - 60_000);
}

/**
 * Ends runs whose history cannot be replayed, and starts their codes again. One question to Temporal; two more
 * and a sync for each such run.
 */
export async function afterProblems(sweeper: Sweeper): Promise<void> {
  const ended: CodeId[] = [];
  for await (const run of runsWithProblems(sweeper)) {
    if (await endUnplayable(sweeper, run)) ended.push(run.code);
  }
  const rows = await findCodes(sweeper.pool, ended);
  const codes = [...rows.values()].map(({ code }) => code);
  await syncCodes(sweeper, codes, 'their runs could not be replayed');
}

/**
 * Looks at a hundred codes at a time, round and round: whether each has a running workflow and is
 * not behind its deadline. One query and a hundred questions to Temporal. Returns where to go on.
 */
export async function audit(
  sweeper: Sweeper,
  after: CodeId | undefined,
): Promise<CodeId | undefined> {
  const page = await listOpenCodes(sweeper.pool, {
    limit: auditSize,
    ...(after === undefined ? {} : { after }),
  });
  const wrong = await inParallel(page, asksMax, async (open) =>
    isOverdue(open) || (await standingOf(sweeper.temporal, open.code)) !== 'RUNNING'
      ? open.code
      : null,
  );
  const rows = wrong.filter((row): row is CodeRow => row !== null);
  await syncCodes(sweeper, rows, 'they had no workflow, or were behind their deadline');
  return page.length < auditSize ? undefined : page.at(-1)?.code.id;
}

/** Whether nobody has kept its deadline for longer than a timer may be late. */
export function isOverdue({ deadlineAt, clockOffsetMs }: OpenCode): boolean {
  return deadlineAt !== null && deadlineAt < Date.now() + clockOffsetMs - overdueAfterMs;
}

/**
 * Passes the expiry of codes that nobody ever woke, and that have no timer of their own: each is
 * started, and ends with its first commit. One query a page; a sync for each code that expired.
 */
export async function settleDormant(sweeper: Services & { readonly log: Log }): Promise<number> {
  const rows = await overdueDormant(sweeper.pool, { limit: dormantSize, now: Date.now() });
  await syncCodes(sweeper, rows, 'they expired unused');
  return rows.length;
}

/** Codes that are awake and not settled, page by page. */
export async function* openCodes({ pool }: Services): AsyncGenerator<readonly OpenCode[]> {
  for (let after: CodeId | undefined; ;) {
    const page = await listOpenCodes(pool, {
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
    });
    yield page;
    after = page.at(-1)?.code.id;
    if (page.length < pageSize || after === undefined) return;
  }
}
