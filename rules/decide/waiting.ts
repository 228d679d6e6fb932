import type { RedemptionRow } from '../../domain/commit/rows.ts';
import { plus, type Instant } from '../../domain/time.ts';
import type { Draft } from './draft.ts';

/** Keeps a use for its invitee until it is confirmed or released, or runs out; returns when it does. */
export function keepReserved(draft: Draft, row: RedemptionRow, at: Instant): Instant {
  const reservedUntil = plus(at, draft.terms.redemption.reserveForMs);
  const reserved: RedemptionRow = { ...row, state: 'reserved', reservedUntil };
  draft.redemptions.set(row.id, reserved);
  if (reservedUntil > draft.facts.now) draft.watch(reservedUntil);
  recordWaiting(draft, reserved, at);
  return reservedUntil;
}

/** Notes that a redemption waits, or waits no more, for somebody to confirm or to decide it. */
export function recordWaiting(draft: Draft, row: RedemptionRow, at: Instant): void {
  draft.record({
    kind: 'reservation',
    at,
    channel: row.channel,
    share: row.share,
    subject: row.invitee,
    data: { redemption: row.id, state: row.state },
  });
}

/** A reservation or a review comes to nothing: the code and the person get their use back. */
export function giveBackUse(draft: Draft, row: RedemptionRow, at: Instant): void {
  draft.redemptions.set(row.id, row);
  draft.change({ uses: draft.state.uses - 1 });
  recordWaiting(draft, row, at);
}
