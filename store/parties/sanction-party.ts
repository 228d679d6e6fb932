import type { SanctionRow } from '../../domain/commit/sanction.ts';
import type { Digest } from '../../domain/ids.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { asRead, type StoredPolicy } from '../campaigns/policies.ts';
import { query, type Db } from '../query.ts';
import { longerStands } from './sanctions-of.ts';
import type { LookupScope } from './count-lookup.ts';

/**
 * The current policy of a version's codes; of a code that does not exist, where no campaign was named that it was
 * meant for, those of all campaigns that are not closed. What a sandbox tries out judges nobody outside.
 * @throws StoreUnavailable
 */
export async function policiesFor(db: Db, version: Digest | null): Promise<readonly RiskPolicy[]> {
  const rows = await query<{ policy: StoredPolicy }>(
    db,
    {
      name: 'policies-for',
      text: `SELECT p.policy FROM policy_version p
        WHERE p.current AND p.id IN (
          SELECT v.terms -> 'risk' ->> 'policy' FROM campaign_version v WHERE v.digest = $1
          UNION ALL
          SELECT v.terms -> 'risk' ->> 'policy'
          FROM campaign c JOIN campaign_version v ON v.digest = c.digest
          WHERE $1::text IS NULL AND NOT c.sandbox AND c.status <> 'closed')
        ORDER BY p.id`,
    },
    [version],
  );
  return rows.map(({ policy }) => asRead(policy));
}

/**
 * Sanctions parties outside a commit, because of look-ups alone; all of them or none.
 * @throws StoreUnavailable
 */
export async function sanctionParties(
  db: Db,
  scope: LookupScope,
  rows: readonly SanctionRow[],
): Promise<void> {
  await query(
    db,
    `INSERT INTO sanction (scope, party, number, until_at, rules, at, suspends, voids, policy, facts)
     SELECT $1, party, number, until, rules, at, suspends, voids, policy, facts
     FROM json_to_recordset($2::json) AS r
       (party text, number integer, until bigint, rules text[], at bigint, suspends boolean, voids boolean, policy text, facts jsonb)
     ORDER BY party COLLATE "C"
     ${longerStands}`,
    [scope, JSON.stringify(rows)],
  );
}
