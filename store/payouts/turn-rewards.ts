import type { RewardKind } from '../../domain/campaign/terms.ts';
import type { RewardId, SubjectId } from '../../domain/ids.ts';
import { personAccount } from '../../domain/ledger/accounts.ts';
import { needsProvider } from '../../domain/reward/amount.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';
import { settleDebts, type DueReward } from './settle-debts.ts';
import { queuePayouts } from './queue-payouts.ts';

/** A held reward whose batch has come. */
export interface HeldReward {
  readonly id: RewardId;
  readonly code: string;
  readonly kind: RewardKind;
  readonly beneficiary: SubjectId;
}

/** How rewards are turned. */
export interface Turning {
  /** Who pays what needs a provider. */
  readonly provider: string;
  /** When what needs none is posted, by the campaign's clock, and why. */
  readonly at: Instant;
  readonly reason: string;
}

/** A code's commits lock its row too, so that none takes back a reward while it turns due. */
const lockCodesSql = `SELECT id FROM code WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE`;

const turnDueSql = `
UPDATE reward SET state = 'due' WHERE id = ANY ($1) AND state = 'held'
RETURNING id, campaign, beneficiary, asset, minor`;

const postSql = `
WITH given AS (
  SELECT * FROM unnest($1::text[], $2::text[]) AS given (reward, account)
), paid AS (
  UPDATE reward r SET state = 'paid' FROM given
  WHERE r.id = given.reward AND r.state = 'held' RETURNING r.id, r.campaign, r.minor, given.account
)
INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason)
SELECT paid.campaign, 'post', paid.id, h.destination, paid.account, h.asset, paid.minor, $3, $4
FROM paid
JOIN entry h ON h.campaign = paid.campaign AND h.reward = paid.id AND h.kind = 'hold'
RETURNING id`;

/**
 * Hands rewards to the provider's queue, as far as they do not settle debts, and posts those that need
 * none, in the caller's transaction. Only held ones change, so that nothing is paid twice. Returns how
 * many went which way; one that settles a debt whole is paid.
 * @throws StoreUnavailable
 */
export async function turnRewards(
  db: Db,
  rewards: readonly HeldReward[],
  { provider, at, reason }: Turning,
): Promise<{ readonly due: number; readonly paid: number }> {
  if (rewards.length === 0) return { due: 0, paid: 0 };
  await query(db, lockCodesSql, [[...new Set(rewards.map(({ code }) => code))]]);
  const sent = rewards.filter(({ kind }) => needsProvider(kind));
  const turned = await query<DueReward & Record<string, unknown>>(db, turnDueSql, [
    sent.map(({ id }) => id),
  ]);
  const place = new Map(sent.map(({ id }, index) => [id, index]));
  turned.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  const setOff = await settleDebts(db, turned, at);
  const rest = turned.filter(({ id, minor }) => setOff.get(id) !== minor);
  await queuePayouts(
    db,
    provider,
    rest.map(({ id }) => id),
  );
  const posted = rewards.filter(({ kind }) => !needsProvider(kind));
  const entries = await query(db, postSql, [
    posted.map(({ id }) => id),
    posted.map(({ beneficiary }) => personAccount(beneficiary)),
    ...[at, reason],
  ]);
  return { due: rest.length, paid: entries.length + turned.length - rest.length };
}
