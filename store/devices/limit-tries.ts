import type { LoginTerms } from '../../domain/campaign/scenario.ts';
import { slowedAt } from '../../domain/login/tries.ts';
import type { Instant } from '../../domain/time.ts';
import type { Db } from '../query.ts';
import { countWrong, type Trying } from './login-tries.ts';

/** Who enters codes of a line, and how often they may be wrong. */
export interface Limited extends Trying {
  readonly terms: LoginTerms;
  /** By the campaign's clock. */
  readonly now: Instant;
}

/**
 * Counts a wrong code for all who entered it; from some number by anybody on, the line's codes are slowed.
 * @throws StoreUnavailable
 */
export async function countWrongTry(
  db: Db,
  limited: Trying & Pick<Limited, 'terms'>,
): Promise<void> {
  await countWrong(db, limited, slowedAt(limited.terms));
}
