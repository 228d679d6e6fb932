import type { SanctionRow } from '../../domain/commit/sanction.ts';
import type { Digest } from '../../domain/ids.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { asRead, type StoredPolicy } from '../campaigns/policies.ts';
import { query, type Db } from '../query.ts';
import { longerStands } from './sanctions-of.ts';
import type { LookupScope } from './count-lookup.ts';

/**
 * The current policy of a version's codes; of a code that does not exist, all current policies,
 * since nothing says which campaign it was meant for.
 * @throws StoreUnavailable
 */
export async function policiesFor(db: Db, version: Digest | null): Promise<readonly RiskPolicy[]> {
  const rows = await query<{ policy: StoredPolicy }>(
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
  return rows.map(({ policy }) => asRead(policy));
}

/**
 * Sanctions a party outside a commit, because of look-ups alone.
 * @throws StoreUnavailable
 */
export async function sanctionParty(
  db: Db,
  scope: LookupScope,
  { party, number, until, rules, policy, facts, at, suspends, voids }: SanctionRow,
): Promise<void> {
  await query(
    db,
    `INSERT INTO sanction (scope, party, number, until_at, rules, at, suspends, voids, policy, facts)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ${longerStands}`,
    [scope, party, number, until, rules, at, suspends, voids, policy, JSON.stringify(facts)],
  );
}
