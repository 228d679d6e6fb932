import { setTimeout as sleep } from 'node:timers/promises';

import { mend } from '../reconcile/mend.ts';
import type { Sides } from '../reconcile/payouts/comparison.ts';
import { reconcilePayouts } from '../reconcile/payouts/reconcile-payouts.ts';
import type { PayoutReport } from '../reconcile/payouts/report.ts';
import type { Log } from '../reconcile/sync-codes.ts';
import { claimReconciliation, finishReconciliation } from '../store/payouts/gate.ts';

/** How often all is compared, and how often this process asks whether it is time. */
export interface ReconcilingPace {
  readonly everyMs: number;
  readonly pollMs: number;
}

/** How many differences one line of the log has. */
const toldMax = 10;
/** Every quarter of an hour; a request by hand is seen within two seconds. */
const usualPace: ReconcilingPace = { everyMs: 15 * 60_000, pollMs: 2_000 };

/**
 * Compares payouts with the provider, and then rows, workflows and ledger, whenever it is time or somebody
 * asks for it. Every worker that knows the provider calls it; each comparison is made by one of them.
 */
export function startReconciling(
  sides: Sides,
  log: Log,
  pace: ReconcilingPace = usualPace,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  // Beside the loop, so that a comparison of payouts never waits for it. Asked for meanwhile, it is made again.
  let books: Promise<void> | null = null;
  let wanted = false;
  const compareWanted = async (): Promise<void> => {
    while (wanted && !signal.aborted) {
      wanted = false;
      await compareBooks(sides, log);
    }
    books = null;
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const compared = await reconcileIfDue(sides, log, pace.everyMs).catch((error: unknown) => {
        log.warn({ err: error }, 'payouts could not be compared');
        return false;
      });
      wanted ||= compared;
      if (wanted) books ??= compareWanted();
      await sleep(pace.pollMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
      await books;
    },
  };
}

/** Whether all payouts have been compared now, and what differed was to be put right. */
async function reconcileIfDue(sides: Sides, log: Log, everyMs: number): Promise<boolean> {
  const { pool, provider } = sides;
  const turn = await claimReconciliation(pool, provider, everyMs);
  if (turn === undefined) return false;
  const report = await reconcilePayouts(sides, turn);
  const complete = report.trouble === null && !turn.lookOnly;
  const askedPast = turn.lookOnly ? turn.askedPast || null : report.askedPast;
  await finishReconciliation(pool, provider, { turn, complete, askedPast, report });
  tell(report, log);
  // Whoever asked only to look looks at the books as well; and of a comparison in parts the last is enough.
  return !turn.lookOnly && askedPast === null;
}

/** Rows, workflows and ledger: what a workflow can put right is, and the rest is told. */
async function compareBooks(sides: Sides, log: Log): Promise<void> {
  try {
    const { found, left } = await mend({ ...sides, log }, 'suspects');
    const mended = found.length - left.length;
    if (left.length === 0) {
      log.info({ mended }, 'rows, workflows and ledger agree');
      return;
    }
    const first = left.slice(0, toldMax).map(({ kind, sentence }) => `${kind}: ${sentence}`);
    const fields = { mended, left: left.length, first };
    log.warn(fields, 'rows, workflows and ledger do not all agree; `usher reconcile` shows it');
  } catch (error) {
    log.warn({ err: error }, 'rows, workflows and ledger could not be compared');
  }
}

function tell(report: PayoutReport, log: Log): void {
  const { counts, trouble, paused, forPeople, provider, asked } = report;
  const differing = report.differences.length;
  const fields = { provider, counts, trouble, paused, asked, forPeople: forPeople.length };
  if (paused !== null) log.warn(fields, 'payouts are paused');
  else if (differing > 0 || trouble !== null || forPeople.length > 0)
    log.warn(fields, 'payouts do not all agree with the provider');
  else log.info(fields, 'payouts agree with the provider');
}
