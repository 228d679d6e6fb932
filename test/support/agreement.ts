import { setTimeout as sleep } from 'node:timers/promises';

import { check } from '../../reconcile/check.ts';
import { query } from '../../store/query.ts';
import { usher, type Run } from '../cli/usher.ts';
import type { CrashStack } from './crash-stack.ts';

/** How soon after a kill rows, workflows and ledger must agree with no human act, in milliseconds. */
const agreementMs = 30_000;
/** A payout in doubt is another matter: a lease of 15 s runs out first, then it is asked about. */
const payoutMs = 60_000;

type Looked = Pick<CrashStack, 'client' | 'owner' | 'pool'>;

async function differences(stack: Looked): Promise<readonly string[]> {
  const found = await check({ temporal: stack.client, pool: stack.pool });
  return found.map(({ kind, sentence }) => `${kind}: ${sentence}`);
}

/**
 * Waits until rows, workflows and ledger agree, and returns the seconds since `since`, the check
 * itself included. Throws with what still differs after 30 s, or `limitMs`.
 */
export async function untilAgreed(
  stack: Looked,
  since: number,
  limitMs = agreementMs,
): Promise<number> {
  for (let last: readonly string[] = ['never checked']; ;) {
    if (Date.now() - since > limitMs) {
      throw new Error(`no agreement after ${String(limitMs / 1_000)} s:\n${last.join('\n')}`);
    }
    last = await differences(stack).catch((error: unknown) => [String(error)]);
    const seconds = (Date.now() - since) / 1_000;
    if (last.length === 0) return seconds;
    await sleep(500);
  }
}

/** What `usher reconcile --check` prints and exits with, as a process of its own. */
export function reconcileCheck({ postgres, temporal }: CrashStack): Promise<Run> {
  return usher(['reconcile', '--check'], {
    DATABASE_URL: postgres.url,
    TEMPORAL_ADDRESS: temporal.address,
  });
}

/** Waits until no reward is held any more and nothing is on its way to the provider. */
export async function untilPaid(
  { owner }: Pick<CrashStack, 'owner'>,
  limitMs = payoutMs,
): Promise<void> {
  const until = Date.now() + limitMs;
  for (;;) {
    const waiting = await query<{ line: string }>(
      owner,
      `SELECT reward || ' ' || state AS line FROM payout
         WHERE state IN ('due', 'intent', 'sending', 'unknown')
       UNION ALL SELECT id || ' held' FROM reward WHERE state = 'held'`,
    );
    if (waiting.length === 0) return;
    if (Date.now() > until) {
      throw new Error(
        `not paid after ${String(limitMs / 1_000)} s:\n${waiting.map(({ line }) => line).join('\n')}`,
      );
    }
    await sleep(300);
  }
}

/** One line of figures at the end of a scenario. */
export function printFigures(scenario: string, figures: Readonly<Record<string, number>>): void {
  const words = Object.entries(figures).map(([what, figure]) => {
    const text = Number.isInteger(figure) ? String(figure) : figure.toFixed(1);
    return `${what} ${text}`;
  });
  process.stdout.write(`figures: ${scenario}: ${words.join('; ')}\n`);
}
