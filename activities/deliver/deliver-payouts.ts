import type { AssetAmount } from '../../domain/campaign/batch-terms.ts';
import type { DeliveryPage } from '../../domain/delivery/dispatcher.ts';
import { claimPayouts } from '../../store/payouts/claim-payouts.ts';
import { gatherPayouts } from '../../store/payouts/gather-payouts.ts';
import { nextPayoutInMs } from '../../store/payouts/payouts-waiting.ts';
import { releasePayouts } from '../../store/payouts/put-off-payout.ts';
import { deliverPayout, type AttemptResult, type PayoutDelivery } from './deliver-payout.ts';
import { inLanes } from './lanes.ts';
import { payoutWords } from './page-words.ts';

/**
 * Delivers one page of a provider's due payouts. One that fails unexpectedly keeps its lease until
 * that runs out, does not hold up the others, and then fails the page. Once `cancelled` says so,
 * nothing more is begun.
 */
export async function deliverPayouts(
  delivery: PayoutDelivery,
  page: { readonly provider: string; readonly worker: string },
  cancelled: () => boolean,
): Promise<DeliveryPage> {
  const { pool, settings } = delivery;
  const { provider, worker } = page;
  delivery.atPoint?.('before-intent', provider);
  const { pageSize: limit, leaseMs, gatherAgainMs: againMs } = settings;
  const mostAtOnce = tightest(delivery.provider.mostAtOnce ?? [], settings.perMinute.money);
  await gatherPayouts(pool, { provider, limit, againMs, mostAtOnce });
  const claimed = await claimPayouts(pool, { provider, limit, worker, leaseMs });
  if (claimed.length > 0) delivery.atPoint?.('after-intent', provider);
  const counts = new Map<AttemptResult, number>();
  const stopped = (): boolean => cancelled() || counts.has('not-taken') || counts.has('full');
  const left = await inLanes(claimed, { lanes: settings.lanes, stopped }, async (payout) => {
    const result = await deliverPayout(delivery, payout);
    counts.set(result, (counts.get(result) ?? 0) + 1);
  });
  await releasePayouts(pool, left);
  return {
    summary: payoutWords(provider, claimed.length - left.length, counts),
    claimed: claimed.length,
    delivered: counts.get('paid') ?? 0,
    nextInMs: await nextPayoutInMs(pool, provider),
    unreachable: counts.has('not-taken'),
  };
}

/** The lowest bound first: the one that is found. */
function tightest(
  some: readonly AssetAmount[],
  others: readonly AssetAmount[],
): readonly AssetAmount[] {
  return [...some, ...others].sort((a, b) => a.minor - b.minor);
}
