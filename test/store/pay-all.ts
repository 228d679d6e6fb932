import type pg from 'pg';
import { expect } from 'vitest';

import { usualDelivery } from '../../activities/deliver/settings.ts';
import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import { claimPayouts } from '../../store/payouts/claim-payouts.ts';
import { markSending } from '../../store/payouts/mark-sending.ts';
import { settlePayout } from '../../store/payouts/settle-payout.ts';

/** Has the provider pay all that is due; returns what it was asked to send, by whom it was for. */
export async function payAll(pool: pg.Pool): Promise<readonly (readonly [string, number])[]> {
  const claim = { provider: cashProvider, limit: 500, worker: 'w', leaseMs: 60_000 };
  const claimed = await claimPayouts(pool, claim);
  for (const payout of claimed) {
    expect(await markSending(pool, payout, { ...usualDelivery, leaseMs: 60_000 })).toBe('sending');
    const paid = { state: 'paid', providerRef: payout.key } as const;
    expect(await settlePayout(pool, payout, paid)).toBe(true);
  }
  return claimed.map(({ beneficiary, minor }) => [beneficiary, minor] as const);
}
