import type { RewardKind } from '../../domain/campaign/terms.ts';
import type { BatchTiming } from '../../domain/delivery/batch.ts';
import type { CampaignId, RewardId, SubjectId } from '../../domain/ids.ts';
import { personAccount } from '../../domain/ledger/accounts.ts';
import { needsProvider } from '../../domain/reward/amount.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';
import { queuePayouts } from './queue-payouts.ts';

/** The rewards that one payout batch is for: held, of this timing, and due by `asOf`. */
export interface Batch {
  readonly campaign: CampaignId;
  readonly timing: BatchTiming;
  /** By the campaign's clock, inclusive. */
  readonly asOf: Instant;
}

/** What one page did; `taken` 0 is the end of the batch. */
export interface BatchPage {
  /** Rewards looked at. One that was taken back meanwhile is among them, and in neither count. */
  readonly taken: number;
  /** Handed to the provider's queue. */
  readonly due: number;
  /** Posted to the person, since no provider is needed. */
  readonly paid: number;
}

interface Candidate {
  id: RewardId;
  code: string;
  kind: RewardKind;
  beneficiary: SubjectId;
}

const candidatesSql = `
SELECT id, code, kind, beneficiary FROM reward
WHERE campaign = $1 AND timing = $2 AND state = 'held' AND due_at <= $3
ORDER BY due_at, id LIMIT $4`;

/** A code's commits lock its row too, so that none takes back a reward while it turns due. */
const lockCodesSql = `SELECT id FROM code WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE`;

const turnDueSql = `
UPDATE reward SET state = 'due' WHERE id = ANY ($1) AND state = 'held' RETURNING id`;

const postSql = `
WITH given AS (
  SELECT * FROM unnest($1::text[], $2::text[]) AS given (reward, account)
), paid AS (
  UPDATE reward r SET state = 'paid' FROM given
  WHERE r.id = given.reward AND r.state = 'held' RETURNING r.id, r.campaign, given.account
)
INSERT INTO entry (campaign, kind, reward, source, destination, asset, minor, at, reason)
SELECT paid.campaign, 'post', paid.id, h.destination, paid.account, h.asset, h.minor, $3, $4
FROM paid
JOIN entry h ON h.campaign = paid.campaign AND h.reward = paid.id AND h.kind = 'hold'
RETURNING id`;

/**
 * Turns one page of a batch's rewards due, in the caller's transaction; what needs no provider is
 * paid at once. Repeating a page, or a whole batch, pays nothing twice: only held rewards change.
 * @throws StoreUnavailable
 */
export async function turnBatchPage(
  db: Db,
  batch: Batch,
  page: { readonly size: number; readonly provider: string },
): Promise<BatchPage> {
  const { campaign, timing, asOf } = batch;
  const candidates = await query<Candidate>(db, candidatesSql, [campaign, timing, asOf, page.size]);
  if (candidates.length === 0) return { taken: 0, due: 0, paid: 0 };
  await query(db, lockCodesSql, [[...new Set(candidates.map(({ code }) => code))]]);
  const sent = candidates.filter(({ kind }) => needsProvider(kind));
  const turned = await query<{ id: RewardId }>(db, turnDueSql, [sent.map(({ id }) => id)]);
  await queuePayouts(
    db,
    page.provider,
    turned.map(({ id }) => id),
  );
  const posted = candidates.filter(({ kind }) => !needsProvider(kind));
  const entries = await query(db, postSql, [
    posted.map(({ id }) => id),
    posted.map(({ beneficiary }) => personAccount(beneficiary)),
    asOf,
    `${timing} batch`,
  ]);
  return { taken: candidates.length, due: turned.length, paid: entries.length };
}
