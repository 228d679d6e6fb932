import type { SubjectId } from '../../domain/ids.ts';
import { personAccount } from '../../domain/ledger/accounts.ts';
import { query, type Db } from '../query.ts';

/**
 * Payout, rewards or award, and ledger in one statement. An award's post says whose it was. The hold
 * gives the account; what was set off against a debt is not sent; without an open hold, for what is not
 * due, or for another amount than was sent, nothing happens.
 */
const settleSql = {
  name: 'settle-payout',
  text: `
WITH reward_due AS (
  SELECT r.id, r.campaign, coalesce(p.minor, r.minor) AS minor, ''::text AS words, NULL::text AS actor
  FROM payout p JOIN reward r ON r.id = p.reward
  WHERE (p.key = $1 OR p.part_of = $1) AND r.state = 'due'
  ORDER BY r.id FOR UPDATE OF r
), award_due AS (
  SELECT a.id, a.campaign, coalesce(p.minor, a.minor) AS minor, award_in_words(a) AS words,
    coalesce(a.decided_by, a.given_by) AS actor
  FROM payout p JOIN award a ON a.id = p.reward
  WHERE p.key = $1 AND a.state = 'due'
  FOR UPDATE OF a
), due AS (
  SELECT d.id, d.campaign, d.words, d.actor, h.destination AS held, h.asset, d.minor
  FROM (SELECT * FROM reward_due UNION ALL SELECT * FROM award_due) d
  JOIN entry h ON h.campaign = d.campaign AND h.reward = d.id AND h.kind = 'hold'
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
), awarded AS (
  UPDATE award a SET state = 'paid' FROM due, settled WHERE a.id = due.id
)
INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason, actor)
SELECT due.campaign, 'post', due.id, due.held, $5, due.asset, due.minor,
       greatest(settled.due_at,
                (extract(epoch FROM now()) * 1000)::bigint + campaign.clock_offset_ms),
       'paid by ' || settled.provider || due.words || $6, coalesce($7, due.actor)
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
    /** Who has found out that it was paid, where nobody could be asked about it. */
    readonly by?: { readonly actor: string; readonly reason: string };
  },
): Promise<boolean> {
  const { state, providerRef, by } = paid;
  const words = by === undefined ? '' : `, says ${by.actor}: ${by.reason}`;
  const rows = await query(db, settleSql, [
    ...[claim.key, claim.fence, state, providerRef, personAccount(claim.beneficiary)],
    ...[words, by?.actor ?? null],
  ]);
  return rows.length > 0;
}
