import type { AssetAmount } from '../../domain/campaign/batch-terms.ts';
import { queryOne, type Db } from '../query.ts';
import { owesSql } from './settle-gathering.ts';

/** What may be handed to a provider in one minute of the clock. */
export interface MinuteBounds {
  /** How many payouts; null: as many as there are. */
  readonly payouts: number | null;
  /** How much of each asset; one that is not listed has no bound. */
  readonly money: readonly AssetAmount[];
}

/** Only what was certainly not sent takes room: what is in doubt was counted when it was sent first. */
const markSql = {
  name: 'mark-sending',
  text: `
WITH claim AS (
  SELECT p.provider, p.state, coalesce(p.asset, r.asset) AS asset, coalesce(p.minor, r.minor) AS minor,
    ($5::jsonb ->> coalesce(p.asset, r.asset))::bigint AS most,
    EXISTS (SELECT FROM payout m JOIN reward o ON o.id = m.reward
      WHERE m.part_of = p.key AND o.state <> 'due') OR (p.reward IS NULL AND p.minor IS DISTINCT FROM
      (SELECT sum(m.minor) FROM payout m WHERE m.part_of = p.key)) AS broken,
    p.reward IS NULL AND p.attempts = 0 AND ${owesSql('p')} AS owing
  FROM payout p LEFT JOIN payable r ON r.id = p.reward
  WHERE p.key = $1 AND p.fence = $2 AND p.state IN ('intent', 'unknown')
  FOR UPDATE OF p
), room AS (
  SELECT CASE
    WHEN payouts_held(provider) THEN 'held'
    WHEN state = 'intent' AND broken THEN 'broken'
    WHEN state = 'intent' AND owing THEN 'owing'
    WHEN state = 'unknown' OR ($4::bigint IS NULL AND most IS NULL) THEN 'sending'
    WHEN minor > most THEN 'too-large'
    WHEN take_payout_room(provider, asset, minor, $4, most) THEN 'sending'
    ELSE 'full'
  END AS mark
  FROM claim
), marked AS (
  UPDATE payout
  SET state = 'sending', attempts = attempts + 1, first_sent_at = coalesce(first_sent_at, now()),
      changed_at = now(),
      lease_until = now() + $3 * interval '1 millisecond',
      next_attempt_at = now() + $3 * interval '1 millisecond'
  FROM room WHERE key = $1 AND mark = 'sending'
)
SELECT mark FROM room`,
};

/**
 * `superseded`: the claim is no longer the latest. `held`: nothing may be sent to the provider now.
 * `full`: nothing more in this minute. `too-large`: in no minute, since it is more than one may have.
 * `broken`: a reward of it was taken back before it was sent. `owing`: its person owes something, which it
 * settles first where it is of several rewards and was never sent.
 */
export type SendingMark =
  'sending' | 'held' | 'broken' | 'owing' | 'full' | 'too-large' | 'superseded';

/**
 * Notes, before a request leaves, that it may have left, takes room for it in this minute, and renews the
 * lease. Nothing may be sent unless it says `sending`.
 * @throws StoreUnavailable
 */
export async function markSending(
  db: Db,
  claim: { readonly key: string; readonly fence: number },
  { leaseMs, perMinute }: { readonly leaseMs: number; readonly perMinute: MinuteBounds },
): Promise<SendingMark> {
  const money = Object.fromEntries(perMinute.money.map(({ asset, minor }) => [asset, minor]));
  const row = await queryOne<{ mark: SendingMark }>(db, markSql, [
    ...[claim.key, claim.fence, leaseMs, perMinute.payouts, JSON.stringify(money)],
  ]);
  return row?.mark ?? 'superseded';
}
