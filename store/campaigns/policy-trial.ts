import type pg from 'pg';

import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { withTransaction } from '../pool.ts';
import { query, queryOne, type Db } from '../query.ts';
import {
  asRead,
  loadPolicies,
  lockPolicy,
  notePolicyChange,
  publishPolicy,
  type PolicyBy,
  type PolicyChange,
  type StoredPolicy,
} from './policies.ts';

/** What came of putting a policy in the shadow. */
export type Tried = 'tried' | 'tried already' | 'in force' | 'unknown';

/**
 * Puts a version in the shadow of the one in force: uses are judged by it too, without effect. It takes
 * the place of what was there before. `in force` where it is the one in force itself, `unknown` where
 * nothing of its id is.
 */
export async function tryPolicy(pool: pg.Pool, policy: RiskPolicy, by: PolicyBy): Promise<Tried> {
  return withTransaction(pool, async (db) => {
    await lockPolicy(db, policy.id);
    const known = await loadPolicies(db, policy.id);
    if (known === undefined) return 'unknown';
    if (known.policy.digest === policy.digest) return 'in force';
    if (known.shadow?.digest === policy.digest) return 'tried already';
    await leaveShadow(db, policy.id);
    await query(
      db,
      `INSERT INTO policy_version (digest, id, policy, current, shadow) VALUES ($1, $2, $3, false, true)
       ON CONFLICT (digest) DO UPDATE SET shadow = true`,
      [policy.digest, policy.id, policy],
    );
    await notePolicyChange(db, policy, { change: 'shadow', ...by });
    return 'tried';
  });
}

/** Ends a trial. Undefined where nothing was in the shadow. */
export async function endTrial(
  pool: pg.Pool,
  id: string,
  by: PolicyBy,
): Promise<RiskPolicy | undefined> {
  return withTransaction(pool, async (db) => {
    await lockPolicy(db, id);
    const shadow = (await loadPolicies(db, id))?.shadow;
    if (!shadow) return undefined;
    await leaveShadow(db, id);
    await notePolicyChange(db, shadow, { change: 'shadow-ended', ...by });
    return shadow;
  });
}

async function leaveShadow(db: Db, id: string): Promise<void> {
  await query(db, 'UPDATE policy_version SET shadow = false WHERE id = $1 AND shadow', [id]);
}

/** What became of the policies of an id, the latest first. */
export async function policyHistory(db: Db, id: string): Promise<readonly PolicyChange[]> {
  return query<PolicyChange & Record<string, unknown>>(
    db,
    `SELECT c.policy, c.digest, v.policy ->> 'title' AS title, c.change, c.actor, c.reason,
       c.recorded_at AS at
     FROM policy_change c JOIN policy_version v USING (digest)
     WHERE c.policy = $1 ORDER BY c.number DESC LIMIT 200`,
    [id],
  );
}

/**
 * Puts the version in force again that was before the present one, or the one whose digest begins with `to`.
 * Undefined where there is no such version.
 */
export async function rollBackPolicy(
  pool: pg.Pool,
  id: string,
  { to, ...by }: PolicyBy & { readonly to?: string },
): Promise<RiskPolicy | undefined> {
  const row = await queryOne<{ policy: StoredPolicy }>(
    pool,
    `SELECT v.policy FROM policy_version v
     WHERE v.id = $1 AND NOT v.current AND starts_with(v.digest, coalesce($2, (SELECT c.digest FROM policy_change c JOIN policy_version p USING (digest)
        WHERE c.policy = $1 AND c.change = 'in-force' AND NOT p.current
        ORDER BY c.number DESC LIMIT 1))) ORDER BY v.digest LIMIT 1`,
    [id, to ?? null],
  );
  if (row === undefined) return undefined;
  const policy = asRead(row.policy);
  return (await publishPolicy(pool, policy, by)) ? policy : undefined;
}
