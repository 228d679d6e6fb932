import { setTimeout as sleep } from 'node:timers/promises';

import { check } from '../../reconcile/check.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import type { LocalServices } from '../local-services.ts';
import type { Broken } from './check.ts';
import type { Story } from './story.ts';

/** What the sandbox's provider says that it has really paid. */
interface ReallyPaid {
  readonly countByKey: Readonly<Record<string, number>>;
  readonly totalMinor: number;
}

const agreementMs = 30_000;

/**
 * After all stories: the provider paid what the stories promise in cash, each once; no invariant of
 * the ledger is broken; row, workflow and ledger agree.
 */
export async function checkMoney(
  { pool, temporal, stack }: LocalServices,
  stories: readonly Story[],
): Promise<Broken[]> {
  const answer = await fetch(`${stack.sandboxUrl}/_control/payouts`);
  const paid = (await answer.json()) as ReallyPaid;
  const promised = stories
    .flatMap(({ promise }) => Object.values(promise.received))
    .reduce((sum, amounts) => sum + (amounts['CNY/2'] ?? 0), 0);
  const twice = Object.entries(paid.countByKey).filter(([, count]) => count !== 1);
  const violations = await checkInvariants(pool);
  const differences = await untilAgreed(() => check({ pool, temporal }));
  return [
    ...same('cash at the provider, in fen', String(promised), String(paid.totalMinor)),
    ...same('payouts that were not paid once', '[]', JSON.stringify(twice)),
    ...same('broken invariants of the ledger', '[]', JSON.stringify(violations)),
    ...same('row, workflow and ledger differ', '[]', JSON.stringify(differences)),
  ];
}

async function untilAgreed<T>(look: () => Promise<readonly T[]>): Promise<readonly T[]> {
  const until = Date.now() + agreementMs;
  for (;;) {
    const found = await look();
    if (found.length === 0 || Date.now() > until) return found;
    await sleep(500);
  }
}

function same(what: string, expected: string, found: string): Broken[] {
  return expected === found ? [] : [{ campaign: 'all campaigns', what, expected, found }];
}
