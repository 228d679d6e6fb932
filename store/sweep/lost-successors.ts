import type { CodeId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';

/** A code that says it follows another, which does not say so. */
export interface LostSuccessor {
  readonly code: CodeId;
  readonly predecessor: CodeId;
  readonly named: CodeId | null;
}

/**
 * Codes whose predecessor names another successor, or none. At most 1,000.
 * @throws StoreUnavailable
 */
export async function lostSuccessors(db: Db): Promise<readonly LostSuccessor[]> {
  return query<LostSuccessor & Record<string, unknown>>(
    db,
    `SELECT c.id AS code, c.predecessor, p.successor AS named
     FROM code c LEFT JOIN code p ON p.id = c.predecessor
     WHERE c.predecessor IS NOT NULL AND p.successor IS DISTINCT FROM c.id
     ORDER BY c.id LIMIT 1000`,
  );
}
