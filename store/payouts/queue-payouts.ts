import type { RewardId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';

/** In which state a payout begins: where the campaign asks for a minimum, it gathers first. */
export const payoutStateSql = (asset: string, campaign: string): string =>
  `CASE WHEN payout_minimum(${campaign}, ${asset}) IS NULL THEN 'due' ELSE 'gathering' END`;

/**
 * The id of a reward or an award is its payout's key, as in a commit: no re-run, reset or restore makes
 * another. An award, which has no code, never gathers: somebody has decided that it is sent.
 */
const queueSql = `
INSERT INTO payout (reward, campaign, key, provider, due_at, minor, beneficiary, asset, state)
SELECT id, campaign, id, $1, due_at, minor - set_off, beneficiary, asset,
  CASE WHEN code IS NULL THEN 'due' ELSE ${payoutStateSql('asset', 'campaign')} END
FROM payable WHERE id = ANY ($2)
ON CONFLICT (reward) DO NOTHING`;

/**
 * Queues the delivery of due rewards and awards, in the transaction that made them due.
 * @throws StoreUnavailable
 */
export async function queuePayouts(
  db: Db,
  provider: string,
  rewards: readonly RewardId[],
): Promise<void> {
  if (rewards.length === 0) return;
  await query(db, queueSql, [provider, rewards]);
}
