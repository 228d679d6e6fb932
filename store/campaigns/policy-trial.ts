import type pg from 'pg';

import type { Digest } from '../../domain/ids.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { withTransaction } from '../pool.ts';
import { query, type Db } from '../query.ts';
import {
  loadPolicies,
  loadPolicyVersion,
  lockPolicy,
  notePolicyChange,
  publishPolicy,
  type PolicyBy,
  type PolicyChange,
} from './policies.ts';
import { forgetShadowLookups } from './shadow-lookups.ts';

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
    await leaveShadow(db, known.shadow);
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
    await leaveShadow(db, shadow);
    await notePolicyChange(db, shadow, { change: 'shadow-ended', ...by });
    return shadow;
  });
}

async function leaveShadow(db: Db, shadow: RiskPolicy | null): Promise<void> {
  if (shadow === null) return;
  const { digest } = shadow;
  await query(db, 'UPDATE policy_version SET shadow = false WHERE digest = $1', [digest]);
  await forgetShadowLookups(db, digest);
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

/** What came of going back. */
export type RolledBack =
  | { readonly ok: true; readonly policy: RiskPolicy }
  /** `back already`: the last change was one, so that it must be said to which version. */
  | {
      readonly ok: false;
      readonly why: 'none before' | 'none such' | 'several such' | 'back already';
    };

/**
 * Puts the version in force again that was before the present one, or the one whose digest begins with `to`;
 * only one that was in force once.
 */
export async function rollBackPolicy(
  pool: pg.Pool,
  id: string,
  { to, ...by }: PolicyBy & { readonly to?: string },
): Promise<RolledBack> {
  const changes = (await policyHistory(pool, id)).filter(({ change }) => change === 'in-force');
  const [present, ...earlier] = changes;
  const wasInForce = (one: PolicyChange): boolean => one.digest !== present?.digest;
  if (to !== undefined) {
    const fitting = new Set(
      earlier
        .filter((one) => wasInForce(one) && one.digest.startsWith(to))
        .map((one) => one.digest),
    );
    const [digest] = fitting;
    if (digest === undefined) return { ok: false, why: 'none such' };
    return fitting.size > 1 ? { ok: false, why: 'several such' } : putBack(pool, digest, by);
  }
  const before = earlier.find(wasInForce);
  if (before === undefined || present === undefined) return { ok: false, why: 'none before' };
  const isBack = earlier.some(({ digest }) => digest === present.digest);
  return isBack ? { ok: false, why: 'back already' } : putBack(pool, before.digest, by);
}

async function putBack(pool: pg.Pool, digest: Digest, by: PolicyBy): Promise<RolledBack> {
  const policy = await loadPolicyVersion(pool, digest);
  if (policy === undefined) return { ok: false, why: 'none such' };
  await publishPolicy(pool, policy, by);
  return { ok: true, policy };
}
