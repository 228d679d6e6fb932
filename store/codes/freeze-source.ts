import type { SourceFreeze } from '../../domain/commit/rows.ts';
import type { Digest } from '../../domain/ids.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { query, type Db } from '../query.ts';
import type { LookupScope } from './count-lookup.ts';

/**
 * The current policy of a version's codes; of a code that does not exist, all current policies,
 * since nothing says which campaign it was meant for.
 * @throws StoreUnavailable
 */
export async function policiesFor(db: Db, version: Digest | null): Promise<readonly RiskPolicy[]> {
  const rows = await query<{ policy: RiskPolicy }>(
    db,
    {
      name: 'policies-for',
      text: `SELECT p.policy FROM policy_version p
        WHERE p.current AND ($1::text IS NULL OR p.id = (
          SELECT v.terms -> 'risk' ->> 'policy' FROM campaign_version v WHERE v.digest = $1))
        ORDER BY p.id`,
    },
    [version],
  );
  return rows.map(({ policy }) => policy);
}

/**
 * Freezes a network outside a commit, because of look-ups alone.
 * @throws StoreUnavailable
 */
export async function freezeSource(
  db: Db,
  scope: LookupScope,
  { source, until, times }: SourceFreeze,
): Promise<void> {
  await query(
    db,
    `INSERT INTO source_freeze (scope, source, until_at, times) VALUES ($1, $2, $3, $4)
     ON CONFLICT (scope, source) DO UPDATE SET
       until_at = greatest(source_freeze.until_at, EXCLUDED.until_at),
       times = greatest(source_freeze.times, EXCLUDED.times)`,
    [scope, source, until, times],
  );
}
