import type { CodeState, CodeStatus } from '../../domain/code/state.ts';
import type { CampaignId, CodeId, Digest } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';

/** How many codes have a status that no deadline has overtaken. */
export interface StatusCount {
  readonly status: CodeStatus;
  readonly codes: number;
}

/** A code whose row says less than its deadlines. */
export interface OverdueCode {
  readonly id: CodeId;
  readonly digest: Digest;
  readonly state: CodeState;
}

/**
 * Codes of a campaign by status, those left out whose next deadline is over at `now`.
 * @throws StoreUnavailable
 */
export async function countCodes(
  db: Db,
  campaign: CampaignId,
  now: Instant,
): Promise<readonly StatusCount[]> {
  return query<{ status: CodeStatus; codes: number }>(
    db,
    `SELECT status, count(*) AS codes FROM code
     WHERE campaign = $1 AND (deadline_at IS NULL OR deadline_at > $2) GROUP BY status`,
    [campaign, now],
  );
}

/**
 * The codes that `countCodes` leaves out, in the order of their ids after `after`.
 * @throws StoreUnavailable
 */
export async function overdueCodes(
  db: Db,
  at: { readonly campaign: CampaignId; readonly now: Instant },
  page: { readonly after: CodeId | null; readonly size: number },
): Promise<readonly OverdueCode[]> {
  return query<{ id: CodeId; digest: Digest; state: CodeState }>(
    db,
    `SELECT id, digest, state FROM code
     WHERE campaign = $1 AND deadline_at <= $2 AND ($3::uuid IS NULL OR id > $3)
     ORDER BY id LIMIT $4`,
    [at.campaign, at.now, page.after, page.size],
  );
}
