import type { Asset } from '../../domain/money.ts';
import { query, type Db } from '../query.ts';

/** A minute in which no more is handed to a provider. */
export interface FullMinute {
  readonly provider: string;
  /** When the next one begins. */
  readonly until: Date;
  /** Which bound has no room: how many payouts, or how much of an asset in minor units. */
  readonly of: 'payouts' | Asset;
  readonly bound: number;
  /** What was handed over in it so far. */
  readonly used: number;
  /** How many payouts wait for the next one. */
  readonly waiting: number;
}

/**
 * The providers whose present minute has no room for what is next.
 * @throws StoreUnavailable
 */
export async function fullMinutes(db: Db): Promise<FullMinute[]> {
  return query<FullMinute & Record<string, unknown>>(
    db,
    `SELECT provider, payouts_full_until(provider) AS until, full_of AS of, full_bound AS bound,
       CASE full_of WHEN 'payouts' THEN payouts ELSE coalesce((minor ->> full_of)::bigint, 0) END AS used,
       (SELECT count(*) FROM payout p WHERE p.provider = m.provider AND p.state IN ('due', 'intent')
          AND p.next_attempt_at <= now()) AS waiting
     FROM payout_pace m WHERE payouts_full_until(provider) IS NOT NULL ORDER BY provider`,
  );
}
