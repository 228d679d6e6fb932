import type pg from 'pg';

import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { withTransaction } from '../pool.ts';
import { query, queryOne, type Db } from '../query.ts';

/** Makes a policy the current one of its id, also for codes that are out. True when it is new. */
export async function publishPolicy(pool: pg.Pool, policy: RiskPolicy): Promise<boolean> {
  return withTransaction(pool, async (db) => {
    await query(db, `SELECT pg_advisory_xact_lock(hashtextextended('policy:' || $1, 0))`, [
      policy.id,
    ]);
    const current = await loadPolicy(db, policy.id);
    if (current?.digest === policy.digest) return false;
    await query(db, 'UPDATE policy_version SET current = false WHERE id = $1 AND current', [
      policy.id,
    ]);
    await query(
      db,
      `INSERT INTO policy_version (digest, id, policy, current) VALUES ($1, $2, $3, true)
       ON CONFLICT (digest) DO UPDATE SET current = true`,
      [policy.digest, policy.id, policy],
    );
    return true;
  });
}

/** The current policies of all ids, in their order. */
export async function listPolicies(db: Db): Promise<readonly RiskPolicy[]> {
  const rows = await query<{ policy: RiskPolicy }>(
    db,
    'SELECT policy FROM policy_version WHERE current ORDER BY id',
  );
  return rows.map(({ policy }) => policy);
}

/** The current policy of an id. */
export async function loadPolicy(db: Db, id: string): Promise<RiskPolicy | undefined> {
  const row = await queryOne<{ policy: RiskPolicy }>(
    db,
    {
      name: 'load-policy',
      text: 'SELECT policy FROM policy_version WHERE id = $1 AND current',
    },
    [id],
  );
  return row?.policy;
}
