import type { PayoutState } from '../../domain/commit/rows.ts';
import type { CampaignId, RewardId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset, type MinorUnits } from '../../domain/money.ts';
import { query, type Db } from '../query.ts';

/** A payout as operations see it. */
export interface PayoutLine {
  /** Null where it is of several rewards. */
  readonly reward: RewardId | null;
  /** The key of the payout that this one is a part of. */
  readonly partOf: string | null;
  readonly campaign: CampaignId;
  readonly beneficiary: SubjectId;
  readonly asset: Asset;
  readonly minor: MinorUnits;
  readonly key: string;
  readonly provider: string;
  readonly state: PayoutState;
  readonly attempts: number;
  readonly providerRef: string | null;
  readonly lastError: string | null;
  /** Each time that somebody has said how it ended, the latest last. */
  readonly settled: readonly SettledByHand[];
}

/** What somebody has found out about a payout at its provider. `at` is ISO 8601. */
export interface SettledByHand {
  readonly paid: boolean;
  /** The provider's own id of what it has paid; null where it has paid nothing. */
  readonly ref: string | null;
  readonly actor: string;
  readonly reason: string;
  readonly at: string;
}

const listSql = `
SELECT p.reward, p.part_of AS "partOf", p.campaign, coalesce(p.beneficiary, r.beneficiary) AS beneficiary,
       coalesce(p.asset, r.asset) AS asset, coalesce(p.minor, r.minor) AS minor, p.key, p.provider, p.state,
       p.attempts, p.provider_ref AS "providerRef", p.last_error AS "lastError", p.settled
FROM payout p LEFT JOIN payable r ON r.id = p.reward
WHERE p.campaign = $1 AND p.state = ANY ($2)
ORDER BY p.due_at, p.key LIMIT $3`;

/**
 * Payouts of a campaign in any of these states, the longest due first.
 * @throws StoreUnavailable
 */
export async function listPayouts(
  db: Db,
  campaign: CampaignId,
  filter: { readonly states: readonly PayoutState[]; readonly limit: number },
): Promise<PayoutLine[]> {
  const rows = await query<PayoutLine>(db, listSql, [campaign, filter.states, filter.limit]);
  for (const { minor } of rows) minorUnits(minor);
  return rows;
}
