import { assert } from '../../domain/assert.ts';
import type { CampaignId, RewardId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset, type MinorUnits } from '../../domain/money.ts';
import { instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';
import { campaignNow } from './campaign-now.ts';
import { settleDebts, type DueReward } from './settle-debts.ts';

/** A payout that waits for a minimum, locked with its reward. */
export interface Waiting extends Record<string, unknown> {
  readonly key: string;
  readonly reward: RewardId;
  readonly code: string;
  readonly campaign: CampaignId;
  readonly beneficiary: SubjectId;
  readonly asset: Asset;
  /** 0 where the reward was taken back. */
  readonly minor: MinorUnits;
}

/** Whether the person of a payout of several rewards owes their campaign something; the payout by its name in SQL. */
export function owesSql(payout: string): string {
  return `EXISTS (SELECT FROM counter d WHERE d.campaign = ${payout}.campaign AND d.used > 0
    AND d.key = 'debt:' || ${payout}.asset || ':' || ${payout}.beneficiary)`;
}

/** A code's commits lock its row first, then rewards and debts: so must whoever settles one by the other. */
const lockOwingSql = `
SELECT c.id FROM code c WHERE c.id IN (
  SELECT r.code FROM payout p JOIN reward r ON r.id = p.reward
  WHERE p.provider = $1 AND p.state = 'gathering' AND r.state = 'due' AND ${owesSql('p')}
    AND NOT payouts_held($1))
ORDER BY c.id FOR NO KEY UPDATE`;

/**
 * Locks the codes of those whose rewards wait although they owe their campaign something. To be called before
 * any of these rewards is locked.
 * @throws StoreUnavailable
 */
export async function lockOwing(db: Db, provider: string): Promise<ReadonlySet<string>> {
  const rows = await query<{ id: string }>(db, lockOwingSql, [provider]);
  return new Set(rows.map(({ id }) => id));
}

const lowerSql = `
UPDATE payout p SET minor = s.minor, changed_at = now()
FROM unnest($1::text[], $2::bigint[]) AS s (key, minor) WHERE p.key = s.key AND s.minor > 0`;

/**
 * Settles by what waits, of codes that are locked, the debts that have arisen meanwhile. Returns what is left of
 * each: 0 of a reward that a debt took whole, which is paid.
 * @throws StoreUnavailable
 */
export async function settleGathering(
  db: Db,
  waiting: readonly Waiting[],
  owing: ReadonlySet<string>,
): Promise<readonly Waiting[]> {
  const settling = waiting.filter(({ code, minor }) => minor > 0 && owing.has(code));
  const taken = new Map<RewardId, MinorUnits>();
  for (const campaign of new Set(settling.map((one) => one.campaign))) {
    const now = await campaignNow(db, campaign, instant(Date.now()));
    assert(now !== undefined, 'a campaign does not go away');
    const rewards = settling.filter((one) => one.campaign === campaign).map(dueOf);
    for (const [id, minor] of await settleDebts(db, rewards, now)) taken.set(id, minor);
  }
  if (taken.size === 0) return waiting;
  const after = waiting.map((one) => {
    return { ...one, minor: minorUnits(one.minor - (taken.get(one.reward) ?? 0)) };
  });
  const changed = after.filter(({ reward }) => taken.has(reward));
  await query(db, lowerSql, [changed.map(({ key }) => key), changed.map(({ minor }) => minor)]);
  return after;
}

function dueOf({ reward, campaign, beneficiary, asset, minor }: Waiting): DueReward {
  return { id: reward, campaign, beneficiary, asset, minor };
}
