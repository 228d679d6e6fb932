import type { SanctionRow } from '../../domain/commit/sanction.ts';
import type { Digest } from '../../domain/ids.ts';
import type { Policies } from '../../domain/policy/policy.ts';
import { beside, type PolicyRow } from '../campaigns/policies.ts';
import { query, type Db } from '../query.ts';
import { longerStands } from './sanctions-of.ts';
import type { LookupPlace } from './lookup-place.ts';

/**
 * The policy of a version's codes, and the one in its shadow; of a code that does not exist, where no campaign was named that it was
 * meant for, those of all campaigns that are not closed. What a sandbox tries out judges nobody outside.
 * @throws StoreUnavailable
 */
export async function policiesFor(db: Db, version: Digest | null): Promise<readonly Policies[]> {
  const rows = await query<PolicyRow & { readonly id: string } & Record<string, unknown>>(
    db,
    {
      name: 'policies-for',
      text: `SELECT p.id, p.policy, p.shadow FROM policy_version p
        WHERE (p.current OR p.shadow) AND p.id IN (
          SELECT v.terms -> 'risk' ->> 'policy' FROM campaign_version v WHERE v.digest = $1
          UNION ALL
          SELECT v.terms -> 'risk' ->> 'policy'
          FROM campaign c JOIN campaign_version v ON v.digest = c.digest
          WHERE $1::text IS NULL AND NOT c.sandbox AND c.status <> 'closed')
        ORDER BY p.id`,
    },
    [version],
  );
  const ids = [...new Set(rows.map(({ id }) => id))];
  return ids.flatMap((of) => beside(rows.filter(({ id }) => id === of)) ?? []);
}

/**
 * Sanctions parties outside a commit, because of look-ups alone; all of them or none.
 * @throws StoreUnavailable
 */
export async function sanctionParties(
  db: Db,
  place: LookupPlace,
  rows: readonly SanctionRow[],
): Promise<void> {
  await query(
    db,
    `INSERT INTO sanction (scope, party, number, until_at, rules, at, campaign, suspends, voids, policy, facts)
     SELECT scope, party, number, until, rules, at, $1, suspends, voids, policy, facts
     FROM json_to_recordset($2::json) AS r
       (scope text, party text, number integer, until bigint, rules text[], at bigint, suspends boolean, voids boolean, policy text, facts jsonb)
     ORDER BY party COLLATE "C", number
     ${longerStands}`,
    [place.campaign, JSON.stringify(rows.map((row) => ({ ...row, scope: scopeIn(place, row) })))],
  );
}

/** Where a sanction holds, as a commit does it: what there is no programme for holds in the campaign. */
export function scopeIn(place: LookupPlace, { scope }: Pick<SanctionRow, 'scope'>): string {
  if (scope === 'all') return place.scope;
  return (scope === 'programme' ? place.programme : null) ?? place.campaign ?? place.scope;
}
