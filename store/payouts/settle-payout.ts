import type { SubjectId } from '../../domain/ids.ts';
import { personAccount } from '../../domain/ledger/accounts.ts';
import { query, type Db } from '../query.ts';

/**
 * Payout, rewards and ledger in one statement. The hold gives account and amount, less what was set
 * off against a debt; without open holds of rewards that are due, of as much as was paid, nothing happens.
 */
const settleSql = {
  name: 'settle-payout',
  text: `
WITH due AS (
  SELECT r.id, r.campaign, h.destination AS held, h.asset, coalesce(p.minor, h.minor) AS minor
  FROM payout p
  JOIN reward r ON r.id = p.reward
  JOIN entry h ON h.campaign = r.campaign AND h.reward = r.id AND h.kind = 'hold'
  WHERE (p.key = $1 OR p.part_of = $1) AND r.state = 'due'
  ORDER BY r.id FOR UPDATE OF r
), settled AS (
  UPDATE payout p
  SET state = $3, provider_ref = $4, lease_until = NULL, leased_by = NULL, last_error = NULL,
      changed_at = now()
  FROM (SELECT sum(minor) AS minor FROM due) whole
  WHERE p.key = $1 AND p.fence = $2 AND p.state IN ('sending', 'unknown')
    AND coalesce(p.minor, whole.minor) = whole.minor
  RETURNING p.provider, p.due_at
), rewarded AS (
  UPDATE reward r SET state = 'paid' FROM due, settled WHERE r.id = due.id
)
INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason)
SELECT due.campaign, 'post', due.id, due.held, $5, due.asset, due.minor,
       greatest(settled.due_at,
                (extract(epoch FROM now()) * 1000)::bigint + campaign.clock_offset_ms),
       'paid by ' || settled.provider
FROM due, settled, campaign WHERE campaign.id = due.campaign
RETURNING id`,
};

/**
 * Books that the provider has paid: the hold is posted to the person. Returns false, and changes
 * nothing, when the claim is no longer the latest or the reward was settled before.
 * @throws StoreUnavailable it may have been booked: claim again, and ask by the key
 */
export async function settlePayout(
  db: Db,
  claim: { readonly key: string; readonly fence: number; readonly beneficiary: SubjectId },
  paid: {
    /** `paid`: the answer to the request said so; `reconciled`: a later query did. */
    readonly state: 'paid' | 'reconciled';
    readonly providerRef: string;
  },
): Promise<boolean> {
  const rows = await query(db, settleSql, [
    claim.key,
    claim.fence,
    paid.state,
    paid.providerRef,
    personAccount(claim.beneficiary),
  ]);
  return rows.length > 0;
}
