import type { PayoutState, RewardRow } from '../../domain/commit/rows.ts';
import type { CampaignId, CodeId, RewardId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset, type MinorUnits } from '../../domain/money.ts';
import { isClearedSql, owedOfSql } from '../ledger/owed-of.ts';
import { query, type Db } from '../query.ts';

/** A payout as rows and ledger have it, for comparing it with what the provider says. */
export interface OurPayout {
  readonly key: string;
  /** Of a reward or an award; null where it is of several rewards. */
  readonly reward: RewardId | null;
  /** What it pays: one, or its parts. */
  readonly rewards: readonly {
    readonly id: RewardId;
    /** Null of an award. */
    readonly code: CodeId | null;
    readonly state: RewardRow['state'];
    /** How much of it was sent, and owed once it was taken back, less what was cleared since the money came back. */
    readonly kept: number;
    /** Whether that was done, as far as the debt was open. */
    readonly cleared: boolean;
  }[];
  readonly campaign: CampaignId;
  readonly beneficiary: SubjectId;
  readonly asset: Asset;
  readonly minor: MinorUnits;
  readonly state: PayoutState;
  readonly attempts: number;
  /** Whether somebody works on it at this moment. */
  readonly leased: boolean;
  /** Entries of the ledger that say it was paid, and that this was taken back. */
  readonly posts: number;
  readonly reversals: number;
  /** How long ago it was first sent, in milliseconds; null when it never was. */
  readonly sentMs: number | null;
}

const columns = `
SELECT p.key, p.reward, p.campaign, coalesce(p.beneficiary, r.beneficiary) AS beneficiary,
  coalesce(p.asset, r.asset) AS asset, coalesce(p.minor, r.minor) AS minor, p.state,
  (SELECT coalesce(json_agg(json_build_object('id', o.id, 'code', o.code, 'state', o.state,
     'kept', greatest(${owedOfSql('o')} - o.set_off, 0), 'cleared', ${isClearedSql('o')}) ORDER BY o.id), '[]')
   FROM payout m JOIN payable o ON o.id = m.reward
   WHERE m.key = p.key OR m.part_of = p.key) AS rewards,
  p.attempts, coalesce(p.lease_until > now(), false) AS leased,
  (SELECT count(*) FROM payout m JOIN entry e ON e.campaign = m.campaign AND e.reward = m.reward
   WHERE (m.key = p.key OR m.part_of = p.key) AND e.kind = 'post') AS posts,
  (SELECT count(*) FROM payout m JOIN entry e ON e.campaign = m.campaign AND e.reward = m.reward
   WHERE (m.key = p.key OR m.part_of = p.key) AND e.kind = 'reverse') AS reversals,
  (extract(epoch FROM now() - p.first_sent_at) * 1000)::float8 AS "sentMs"
FROM payout p LEFT JOIN payable r ON r.id = p.reward`;

/**
 * Payouts of a provider by their keys; keys that are not ours are left out.
 * @throws StoreUnavailable
 */
export async function payoutsByKey(
  db: Db,
  provider: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, OurPayout>> {
  const rows = await read(db, 'WHERE p.provider = $1 AND p.key = ANY ($2)', [provider, keys]);
  return new Map(rows.map((row) => [row.key, row]));
}

/**
 * Payouts that count as made and were first sent at `sinceMs` (epoch milliseconds) or later, in pages.
 * @throws StoreUnavailable
 */
export async function* payoutsMadeSince(
  db: Db,
  provider: string,
  sinceMs: number,
): AsyncGenerator<readonly OurPayout[]> {
  const size = 500;
  for (let after = ''; ;) {
    const page = await read(
      db,
      `WHERE p.provider = $1 AND p.state IN ('paid', 'reconciled') AND p.key > $3
         AND p.first_sent_at >= to_timestamp($2::float8 / 1000)
       ORDER BY p.key LIMIT ${String(size)}`,
      [provider, sinceMs, after],
    );
    yield page;
    after = page.at(-1)?.key ?? '';
    if (page.length < size) return;
  }
}

/** Which payouts a provider is to be asked about, one by one. */
export interface ToAskAbout {
  /** Those that were first sent at this instant (epoch milliseconds) or later. */
  readonly sinceMs: number;
  /** Whether those as well that were never sent. */
  readonly neverSent: boolean;
  /** Only keys after this one. */
  readonly past: string;
  readonly limit: number;
}

/**
 * Payouts that a provider is to be asked about, in the order of their keys.
 * @throws StoreUnavailable
 */
export async function payoutsToAskAbout(
  db: Db,
  provider: string,
  { sinceMs, neverSent, past, limit }: ToAskAbout,
): Promise<OurPayout[]> {
  return read(
    db,
    `WHERE p.provider = $1 AND p.key > $3 AND p.state NOT IN ('gathering', 'gathered')
       AND (p.first_sent_at >= to_timestamp($2::float8 / 1000)
         OR ($4 AND p.first_sent_at IS NULL AND p.state IN ('due', 'intent')))
     ORDER BY p.key LIMIT $5`,
    [provider, sinceMs, past, neverSent, limit],
  );
}

/**
 * Payouts that a person has to look into: parked ones, and those in doubt for longer than `doubtMs`.
 * The longest in doubt first, a hundred at most.
 * @throws StoreUnavailable
 */
export async function payoutsForPeople(
  db: Db,
  provider: string,
  doubtMs: number,
): Promise<OurPayout[]> {
  return read(
    db,
    `WHERE p.provider = $1 AND (p.state = 'manual' OR p.state IN ('sending', 'unknown')
       AND p.first_sent_at < now() - $2 * interval '1 millisecond')
     ORDER BY p.first_sent_at, p.key LIMIT 100`,
    [provider, doubtMs],
  );
}

const adoptSql = `
UPDATE payout
SET state = 'unknown', provider_ref = coalesce(provider_ref, $3), fence = fence + 1,
    only_asked = only_asked OR state = 'manual',
    first_sent_at = coalesce(first_sent_at, now()), lease_until = NULL, leased_by = NULL,
    next_attempt_at = now(), changed_at = now(), last_error = 'the provider''s statement has it'
WHERE provider = $1 AND key = $2 AND (state IN ('due', 'intent')
  OR (state = 'unknown' AND (lease_until IS NULL OR lease_until < now()))
  OR (state = 'manual' AND provider_ref IS NULL))
RETURNING key`;

/**
 * Notes that the provider has a payout: it is asked about now, and never sent again while it is not
 * found. One that waits for a person is asked about once by that. False when it is past that, or somebody asks just now.
 * @throws StoreUnavailable
 */
export async function adoptPayout(
  db: Db,
  theirs: { readonly provider: string; readonly key: string; readonly ref: string },
): Promise<boolean> {
  return (await query(db, adoptSql, [theirs.provider, theirs.key, theirs.ref])).length > 0;
}

async function read(db: Db, where: string, values: readonly unknown[]): Promise<OurPayout[]> {
  const rows = await query<OurPayout>(db, `${columns} ${where}`, values);
  for (const { minor } of rows) minorUnits(minor);
  return rows;
}
