import type { RewardId, SubjectId } from '../../domain/ids.ts';
import { personAccount } from '../../domain/ledger/accounts.ts';
import { query, type Db } from '../query.ts';

/**
 * Payout, reward or award, and ledger in one statement. An award's post says whose it was. The hold
 * gives the account; what was set off against a debt is not sent; without an open hold, or for what is
 * not due, nothing happens.
 */
const settleSql = {
  name: 'settle-payout',
  text: `
WITH reward_due AS (
  SELECT r.id, r.campaign, r.minor, ''::text AS words, NULL::text AS actor FROM reward r
  WHERE r.id = $1 AND r.state = 'due'
  FOR UPDATE
), award_due AS (
  SELECT a.id, a.campaign, a.minor, award_in_words(a) AS words, coalesce(a.decided_by, a.given_by) AS actor
  FROM award a
  WHERE a.id = $1 AND a.state = 'due'
  FOR UPDATE
), due AS (
  SELECT d.id, d.campaign, d.words, d.actor, h.destination AS held, h.asset, d.minor
  FROM (SELECT * FROM reward_due UNION ALL SELECT * FROM award_due) d
  JOIN entry h ON h.campaign = d.campaign AND h.reward = d.id AND h.kind = 'hold'
), settled AS (
  UPDATE payout p
  SET state = $3, provider_ref = $4, lease_until = NULL, leased_by = NULL, last_error = NULL,
      changed_at = now()
  FROM due WHERE p.reward = due.id AND p.fence = $2 AND p.state IN ('sending', 'unknown')
  RETURNING p.provider, p.due_at, p.minor
), rewarded AS (
  UPDATE reward r SET state = 'paid' FROM due, settled WHERE r.id = due.id
), awarded AS (
  UPDATE award a SET state = 'paid' FROM due, settled WHERE a.id = due.id
)
INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason, actor)
SELECT due.campaign, 'post', due.id, due.held, $5, due.asset, coalesce(settled.minor, due.minor),
       greatest(settled.due_at,
                (extract(epoch FROM now()) * 1000)::bigint + campaign.clock_offset_ms),
       'paid by ' || settled.provider || due.words, due.actor
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
  claim: { readonly reward: RewardId; readonly fence: number; readonly beneficiary: SubjectId },
  paid: {
    /** `paid`: the answer to the request said so; `reconciled`: a later query did. */
    readonly state: 'paid' | 'reconciled';
    readonly providerRef: string;
  },
): Promise<boolean> {
  const rows = await query(db, settleSql, [
    claim.reward,
    claim.fence,
    paid.state,
    paid.providerRef,
    personAccount(claim.beneficiary),
  ]);
  return rows.length === 1;
}
