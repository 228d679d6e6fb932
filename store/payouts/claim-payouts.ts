import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset, type MinorUnits } from '../../domain/money.ts';
import { query, type Db } from '../query.ts';

/** A payout that this claim alone may work on while nobody has a higher fence. */
export interface ClaimedPayout {
  readonly campaign: CampaignId;
  readonly key: string;
  readonly beneficiary: SubjectId;
  readonly asset: Asset;
  readonly minor: MinorUnits;
  /** Fencing token: every later write of this claim names it. */
  readonly fence: number;
  /** `intent`: no request can have reached the provider since; `unknown`: one may have. */
  readonly state: 'intent' | 'unknown';
  /** Requests begun so far, by whomever. */
  readonly attempts: number;
  /** The provider's own id, once it has taken the payout on. */
  readonly providerRef: string | null;
  /** Whether it is asked about and never sent, since it has waited for a person. */
  readonly onlyAsked: boolean;
  /** How long it has been in doubt, in milliseconds; null when it is not. */
  readonly doubtMs: number | null;
}

interface Row {
  campaign: string;
  key: string;
  beneficiary: string;
  asset: string;
  minor: number;
  fence: number;
  state: 'intent' | 'unknown';
  attempts: number;
  provider_ref: string | null;
  only_asked: boolean;
  doubt_ms: number | null;
}

/** What was being sent when a lease ran out is in doubt from then on. */
const claimSql = {
  name: 'claim-payouts',
  text: `
WITH picked AS (
  SELECT key FROM payout
  WHERE provider = $1 AND state IN ('due', 'intent', 'sending', 'unknown')
    AND next_attempt_at <= now()
    AND (state IN ('sending', 'unknown')
      OR NOT (payouts_held($1) OR (SELECT payouts_full_until($1)) IS NOT NULL))
  ORDER BY next_attempt_at, reward LIMIT $2
  FOR UPDATE SKIP LOCKED
), claimed AS (
  UPDATE payout p
  SET state = CASE WHEN p.state IN ('due', 'intent') THEN 'intent' ELSE 'unknown' END,
      fence = p.fence + 1, leased_by = $3, changed_at = now(),
      lease_until = now() + $4 * interval '1 millisecond',
      next_attempt_at = now() + $4 * interval '1 millisecond'
  FROM picked WHERE p.key = picked.key
  RETURNING p.*
)
SELECT c.campaign, c.key, coalesce(c.beneficiary, r.beneficiary) AS beneficiary,
       coalesce(c.asset, r.asset) AS asset, coalesce(c.minor, r.minor) AS minor, c.fence, c.state,
       c.attempts, c.provider_ref, c.only_asked,
       (extract(epoch FROM now() - c.first_sent_at) * 1000)::float8 AS doubt_ms
FROM claimed c LEFT JOIN payable r ON r.id = c.reward
ORDER BY c.due_at, c.key`,
};

/**
 * Leases up to `limit` payouts of a provider whose turn has come, and commits the intent to send
 * them. Two claimants never get the same one before the first one's lease has run out. While payouts
 * are held, or have no room in this minute, only those are given out that can be asked about.
 * @throws StoreUnavailable
 */
export async function claimPayouts(
  db: Db,
  claim: {
    readonly provider: string;
    readonly limit: number;
    readonly worker: string;
    readonly leaseMs: number;
  },
): Promise<ClaimedPayout[]> {
  const { provider, limit, worker, leaseMs } = claim;
  const rows = await query<Row>(db, claimSql, [provider, limit, worker, leaseMs]);
  return rows.map((row) => ({
    campaign: row.campaign as CampaignId,
    key: row.key,
    beneficiary: row.beneficiary as SubjectId,
    asset: row.asset as Asset,
    minor: minorUnits(row.minor),
    fence: row.fence,
    state: row.state,
    attempts: row.attempts,
    providerRef: row.provider_ref,
    onlyAsked: row.only_asked,
    doubtMs: row.doubt_ms,
  }));
}
