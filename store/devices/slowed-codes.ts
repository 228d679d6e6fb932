import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';

/** A line of codes at which somebody has been guessing. */
export interface SlowedCode {
  readonly lineage: string;
  readonly wrong: number;
  readonly slowedAt: Instant;
}

/**
 * The lines of codes that were slowed since this was asked last: each is told once.
 * @throws StoreUnavailable
 */
export async function tellSlowedCodes(db: Db): Promise<readonly SlowedCode[]> {
  return query<SlowedCode & Record<string, unknown>>(
    db,
    `UPDATE authenticator SET is_told = true WHERE slowed_at IS NOT NULL AND NOT is_told
     RETURNING lineage, wrong, slowed_at AS "slowedAt"`,
  );
}
