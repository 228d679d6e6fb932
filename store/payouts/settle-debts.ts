import { debtKey } from '../../domain/commit/counters.ts';
import type { CampaignId, RewardId, SubjectId } from '../../domain/ids.ts';
import { setOffEntries } from '../../domain/ledger/debt.ts';
import { minorUnits, type Asset, type MinorUnits } from '../../domain/money.ts';
import type { Instant } from '../../domain/time.ts';
import { entryTable, insertFromJson } from '../columns.ts';
import { query, type Db } from '../query.ts';

/** A reward or an award that has fallen due, and what of it is to be sent. */
export interface DueReward {
  readonly id: RewardId;
  readonly campaign: CampaignId;
  readonly beneficiary: SubjectId;
  readonly asset: Asset;
  readonly minor: MinorUnits;
  /** Of an award: what its entries say of it. */
  readonly words?: string;
}

/** In the order of their keys, as a commit locks them: of two that would settle a debt, one waits. */
const lockDebtsSql = `
SELECT key, used FROM counter WHERE campaign = $1 AND key = ANY ($2) AND used > 0
ORDER BY key FOR UPDATE`;

const repaySql = `
UPDATE counter c SET used = c.used - r.minor
FROM unnest($2::text[], $3::bigint[]) AS r (key, minor) WHERE c.campaign = $1 AND c.key = r.key`;

const setOffSql = `
WITH s AS (SELECT * FROM unnest($1::text[], $2::bigint[]) AS s (reward, minor)), awarded AS (
  UPDATE award a SET set_off = a.set_off + s.minor,
    state = CASE WHEN a.set_off + s.minor = a.minor THEN 'paid' ELSE a.state END
  FROM s WHERE a.id = s.reward
)
UPDATE reward r SET set_off = r.set_off + s.minor,
  state = CASE WHEN r.set_off + s.minor = r.minor THEN 'paid' ELSE r.state END
FROM s WHERE r.id = s.reward`;

/**
 * Settles by rewards or awards of one campaign, in their order, what their people owe it, in the caller's
 * transaction, which has locked the rewards. Returns how much of each that takes; one that it takes
 * whole is paid.
 * @throws StoreUnavailable
 */
export async function settleDebts(
  db: Db,
  rewards: readonly DueReward[],
  at: Instant,
): Promise<ReadonlyMap<RewardId, MinorUnits>> {
  const taken = new Map<RewardId, MinorUnits>();
  const campaign = rewards[0]?.campaign;
  if (campaign === undefined) return taken;
  const keys = [...new Set(rewards.map(({ asset, beneficiary }) => debtKey(asset, beneficiary)))];
  const debts = await query<{ key: string; used: number }>(db, lockDebtsSql, [campaign, keys]);
  if (debts.length === 0) return taken;
  const open = new Map(debts.map(({ key, used }) => [key, used]));
  const entries = rewards.flatMap(({ id, ...reward }) => {
    const key = debtKey(reward.asset, reward.beneficiary);
    const owed = open.get(key) ?? 0;
    const minor = minorUnits(Math.min(owed, reward.minor));
    if (minor === 0) return [];
    open.set(key, owed - minor);
    taken.set(id, minor);
    return setOffEntries({ ...reward, reward: id, minor, at });
  });
  const repaid = debts.map(({ key, used }) => used - (open.get(key) ?? 0));
  await query(db, repaySql, [campaign, debts.map(({ key }) => key), repaid]);
  await query(db, setOffSql, [[...taken.keys()], [...taken.values()]]);
  const insertSql = insertFromJson(entryTable, '$2', { campaign: '$1' });
  await query(db, insertSql, [campaign, JSON.stringify(entries)]);
  return taken;
}
