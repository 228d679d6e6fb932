import type pg from 'pg';

import type { Nudge } from '../activities/deliver/nudge.ts';
import { cashProvider } from '../domain/delivery/dispatcher.ts';
import { takeBackReturned } from '../reconcile/payouts/take-back.ts';
import type { Services } from '../reconcile/wake.ts';
import type { PayoutProvider } from '../activities/providers/payout-provider.ts';
import { payoutsByKey } from '../store/payouts/compare-payouts.ts';
import { requestReconciliation } from '../store/payouts/gate.ts';
import { hastenPayout, hastenPayoutOf } from '../store/payouts/hasten-payout.ts';
import type { PayoutHint } from './services.ts';

/** What looking at a payout again needs. */
export interface Looking extends Services {
  readonly pool: pg.Pool;
  readonly port: PayoutProvider;
  readonly nudge: Nudge;
  readonly log: { error(fields: object, message: string): void };
}

/**
 * Looks at a payout because its provider called back about it. One in doubt is asked about now; for one
 * that is said to have come back the provider is asked, and what it answers is booked; one that is
 * not ours is an alarm, and has payouts compared with the statement now. All else needs nothing.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function lookAgain(looking: Looking, hint: PayoutHint): Promise<void> {
  const { pool, nudge, log } = looking;
  const provider = cashProvider;
  if ('billNumber' in hint) {
    if (await hastenPayout(pool, { provider, ...hint })) await nudge.payouts(provider);
    return;
  }
  const { key, event } = hint;
  switch (await hastenPayoutOf(pool, { provider, key })) {
    case 'hastened':
      return nudge.payouts(provider);
    case 'not-ours':
      log.error({ key, event }, 'the provider calls back about a payout that is not ours');
      await requestReconciliation(pool, provider, false);
      return;
    case 'ours':
      if (event === 'returned') await askWhetherReturned(looking, key);
  }
}

async function askWhetherReturned(looking: Looking, key: string): Promise<void> {
  const { pool, port } = looking;
  const ours = (await payoutsByKey(pool, cashProvider, [key])).get(key);
  if (ours?.rewards.some(({ state }) => state === 'paid') !== true) return;
  const found = await port.find(ours);
  if (found.kind === 'returned') await takeBackReturned(looking, ours);
}
