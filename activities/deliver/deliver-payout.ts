import type pg from 'pg';

import type { ClaimedPayout } from '../../store/payouts/claim-payouts.ts';
import { markSending } from '../../store/payouts/mark-sending.ts';
import { putOffPayout, releasePayouts, type Unpaid } from '../../store/payouts/put-off-payout.ts';
import { settlePayout } from '../../store/payouts/settle-payout.ts';
import type { Known, PayoutProvider } from '../providers/payout-provider.ts';
import { retryAfterMs, type DeliverySettings } from './settings.ts';

/** Places between two steps where a test makes the process die. Passed with the payout's key. */
export type FaultPoint =
  'before-intent' | 'after-intent' | 'before-send' | 'after-send' | 'after-result';

/** What delivering one payout needs. */
export interface PayoutDelivery {
  readonly pool: pg.Pool;
  readonly provider: PayoutProvider;
  readonly settings: DeliverySettings;
  readonly atPoint?: (point: FaultPoint, key: string) => void;
}

/**
 * How one attempt ended. `not-taken`: the provider took nothing in, the next one will hardly fare
 * better. `full`: this minute has no room for it. `put-back`: it gathers anew. `superseded`: somebody else has taken the payout over,
 * and nothing was written.
 */
export type AttemptResult =
  'paid' | 'failed' | 'in-doubt' | 'manual' | 'not-taken' | 'full' | 'put-back' | 'superseded';

/**
 * One attempt at one claimed payout. What was ever sent is asked about by its key before it is sent
 * again, always under the same key. Safe to repeat after a crash at any point; throws only when the
 * store does.
 */
export async function deliverPayout(
  delivery: PayoutDelivery,
  payout: ClaimedPayout,
): Promise<AttemptResult> {
  if (payout.attempts > 0 || payout.providerRef !== null || payout.onlyAsked) {
    const asked = await ask(delivery, payout);
    if (asked !== null) return asked;
  }
  switch (await markSending(delivery.pool, payout, delivery.settings)) {
    case 'sending':
      return send(delivery, payout);
    case 'held':
      return putOff(delivery, payout, later(delivery, payout, { reason: 'payouts are paused' }));
    case 'broken':
      return putOff(delivery, payout, { state: 'failed', reason: 'a reward of it was taken back' });
    case 'owing':
      await releasePayouts(delivery.pool, [payout]);
      return 'put-back';
    case 'full':
      await releasePayouts(delivery.pool, [payout]);
      return 'full';
    case 'too-large': {
      const reason =
        'more than may be handed over in a minute: raise USHER_PAYOUT_MONEY_PER_MINUTE';
      return putOff(delivery, payout, { state: 'failed', reason });
    }
    case 'superseded':
      return 'superseded';
  }
}

/** What asking by the key has come to; null where it is to be sent. */
async function ask(delivery: PayoutDelivery, payout: ClaimedPayout): Promise<AttemptResult | null> {
  const found = await delivery.provider.find(payout);
  if (found.kind === 'doubtful') return putOff(delivery, payout, later(delivery, payout, found));
  if (found.kind !== 'not-found') return conclude(delivery, payout, found, 'reconciled');
  const { providerRef, onlyAsked } = payout;
  const reason =
    providerRef === null
      ? 'the provider does not find the key'
      : `taken on as ${providerRef}, and now not found`;
  if (onlyAsked) return putOff(delivery, payout, { state: 'manual', reason });
  const lost = doubt(delivery, payout, { reason });
  if (lost.state === 'unknown' && providerRef === null) return null;
  return putOff(delivery, payout, lost);
}

async function send(delivery: PayoutDelivery, payout: ClaimedPayout): Promise<AttemptResult> {
  delivery.atPoint?.('before-send', payout.key);
  const answer = await delivery.provider.pay(payout);
  delivery.atPoint?.('after-send', payout.key);
  const wasInDoubt = payout.state === 'unknown';
  switch (answer.kind) {
    case 'paid':
    case 'pending':
    case 'returned':
    case 'failed':
    case 'conflict':
      return conclude(delivery, payout, answer, 'paid');
    case 'doubtful':
      return putOff(delivery, payout, doubt(delivery, payout, answer));
    case 'refused': {
      const reason = `${answer.code}: ${answer.reason}`;
      if (!wasInDoubt) return putOff(delivery, payout, { state: 'failed', reason });
      // The refusal speaks of this request; an earlier one may have paid all the same.
      return putOff(delivery, payout, {
        state: 'manual',
        reason: `refused when repeated: ${reason}`,
      });
    }
    case 'not-taken': {
      const written = await putOff(delivery, payout, later(delivery, payout, answer));
      return written === 'in-doubt' ? 'not-taken' : written;
    }
  }
}

/** Books what the provider is sure of. */
async function conclude(
  delivery: PayoutDelivery,
  payout: ClaimedPayout,
  known: Known,
  state: 'paid' | 'reconciled',
): Promise<AttemptResult> {
  switch (known.kind) {
    case 'conflict':
      return putOff(delivery, payout, { state: 'manual', reason: known.reason });
    case 'failed':
      return putOff(delivery, payout, { state: 'failed', reason: known.reason });
    case 'returned':
      return putOff(delivery, payout, { state: 'failed', reason: `came back as ${known.ref}` });
    case 'pending': {
      const reason = 'the provider has taken it on and not paid yet';
      const unpaid = doubt(delivery, payout, { reason });
      return putOff(
        delivery,
        payout,
        unpaid.state === 'unknown' ? { ...unpaid, providerRef: known.ref } : unpaid,
      );
    }
    case 'paid': {
      const booked = await settlePayout(delivery.pool, payout, { state, providerRef: known.ref });
      delivery.atPoint?.('after-result', payout.key);
      if (booked) return 'paid';
      // Refused by the fence, as this will be; or there is nothing due to book it for.
      const reason = `paid as ${known.ref}, but no open hold of a due reward stands for it`;
      return putOff(delivery, payout, { state: 'manual', reason });
    }
  }
}

/** To be tried later: as certain as it was before, since this attempt has changed nothing. */
function later(
  delivery: PayoutDelivery,
  payout: ClaimedPayout,
  because: { readonly reason: string },
): Unpaid {
  if (payout.state === 'unknown') return doubt(delivery, payout, because);
  const { retryMinMs: retryMs } = delivery.settings;
  return { state: 'intent', reason: because.reason, retryMs };
}

/** In doubt for now, or a person's business when it has been for too long. */
function doubt(
  delivery: PayoutDelivery,
  payout: ClaimedPayout,
  { reason }: { readonly reason: string },
): Extract<Unpaid, { state: 'unknown' | 'manual' }> {
  const retryMs = retryAfterMs(delivery.settings, payout.doubtMs ?? 0);
  return givenUp(delivery, payout, reason) ?? { state: 'unknown', reason, retryMs };
}

function givenUp(
  { settings }: PayoutDelivery,
  payout: ClaimedPayout,
  reason: string,
): Extract<Unpaid, { state: 'manual' }> | null {
  if (payout.doubtMs === null || payout.doubtMs < settings.manualAfterMs) return null;
  return { state: 'manual', reason: `in doubt for too long: ${reason}` };
}

async function putOff(
  delivery: PayoutDelivery,
  payout: ClaimedPayout,
  unpaid: Unpaid,
): Promise<AttemptResult> {
  if (!(await putOffPayout(delivery.pool, payout, unpaid))) return 'superseded';
  delivery.atPoint?.('after-result', payout.key);
  switch (unpaid.state) {
    case 'intent':
      return 'not-taken';
    case 'unknown':
      return 'in-doubt';
    case 'failed':
    case 'manual':
      return unpaid.state;
  }
}
