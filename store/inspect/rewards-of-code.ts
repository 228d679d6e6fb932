import type { PayoutState, RewardRow } from '../../domain/commit/rows.ts';
import type { CodeId } from '../../domain/ids.ts';
import type { Asset } from '../../domain/money.ts';
import { asJson, rewardTable } from '../columns.ts';
import { query, queryOne, type Db } from '../query.ts';

/** A reward with what its provider is doing with it. */
export interface RewardRecord extends RewardRow {
  readonly payout: {
    readonly state: PayoutState;
    readonly attempts: number;
    readonly providerRef: string | null;
    readonly lastError: string | null;
    /** While it waits for a minimum: what the person's rewards have come to, of how much. */
    readonly gathered?: { readonly minor: number; readonly minimum: number | null } | null;
  } | null;
}

interface Found {
  readonly reward: RewardRow;
  readonly payout: RewardRecord['payout'];
}

/**
 * Rewards that a code has earned people, the latest first.
 * @throws StoreUnavailable
 */
export async function rewardsOfCode(
  db: Db,
  code: CodeId,
  limit: number,
): Promise<readonly RewardRecord[]> {
  const rows = await query<Found>(
    db,
    `SELECT ${asJson(rewardTable, 'r')} AS reward,
       CASE WHEN p.reward IS NULL THEN NULL ELSE json_build_object('state', coalesce(w.state, p.state),
         'attempts', coalesce(w.attempts, p.attempts),
         'providerRef', coalesce(w.provider_ref, p.provider_ref),
         'lastError', coalesce(w.last_error, p.last_error),
         'gathered', CASE WHEN p.state = 'gathering' AND r.state = 'due' THEN (
           SELECT json_build_object('minor', g.minor, 'minimum', g.minimum) FROM gathering g
           WHERE (g.campaign, g.beneficiary, g.asset) = (p.campaign, p.beneficiary, p.asset)) END)
       END AS payout
     FROM reward r LEFT JOIN payout p ON p.reward = r.id LEFT JOIN payout w ON w.key = p.part_of
     WHERE r.code = $1 ORDER BY r.granted_at DESC, r.id LIMIT $2`,
    [code, limit],
  );
  return rows.map(({ reward, payout }) => ({ ...reward, payout }));
}

/**
 * What a reward is counted in, and the purchase that it is a percentage or a band of; undefined where there is none
 * of that id.
 * @throws StoreUnavailable
 */
export async function assetsOfReward(
  db: Db,
  reward: string,
): Promise<{ readonly asset: Asset; readonly currency: Asset } | undefined> {
  return queryOne<{ asset: Asset; currency: Asset }>(
    db,
    `SELECT asset, coalesce(percent ->> 'currency', asset) AS currency FROM reward WHERE id = $1`,
    [reward],
  );
}
