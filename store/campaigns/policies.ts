import type pg from 'pg';

import type { Digest } from '../../domain/ids.ts';
import type { RiskAnswer, RiskPolicy, RiskRule } from '../../domain/policy/policy.ts';
import type { Duration } from '../../domain/time.ts';
import { withTransaction } from '../pool.ts';
import { query, queryOne, type Db } from '../query.ts';

/** A policy as it is stored: before migration 0021 a freeze was of sources only, and named none. */
export type StoredPolicy = Omit<RiskPolicy, 'rules'> & {
  readonly rules: readonly (Omit<RiskRule, 'answer'> & { readonly answer: StoredAnswer })[];
};
type StoredAnswer =
  | RiskAnswer
  | { readonly kind: 'freeze-source'; readonly forMs: Duration; readonly upToMs: Duration };

/** A stored policy in the form of today. */
export function asRead({ rules, ...policy }: StoredPolicy): RiskPolicy {
  return {
    ...policy,
    rules: rules.map(({ answer, ...rule }) => ({
      ...rule,
      answer:
        answer.kind === 'freeze-source' ? { ...answer, kind: 'freeze', party: 'source' } : answer,
    })),
  };
}

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
  const rows = await query<{ policy: StoredPolicy }>(
    db,
    'SELECT policy FROM policy_version WHERE current ORDER BY id',
  );
  return rows.map(({ policy }) => asRead(policy));
}

/** The current policy of an id. */
export async function loadPolicy(db: Db, id: string): Promise<RiskPolicy | undefined> {
  const row = await queryOne<{ policy: StoredPolicy }>(
    db,
    {
      name: 'load-policy',
      text: 'SELECT policy FROM policy_version WHERE id = $1 AND current',
    },
    [id],
  );
  return row && asRead(row.policy);
}

/** One version of a policy, current or not; it never changes. */
export async function loadPolicyVersion(db: Db, digest: Digest): Promise<RiskPolicy | undefined> {
  const text = 'SELECT policy FROM policy_version WHERE digest = $1';
  const row = await queryOne<{ policy: StoredPolicy }>(db, text, [digest]);
  return row && asRead(row.policy);
}

/** Every version of every policy: a handful. */
export async function listPolicyVersions(db: Db): Promise<readonly RiskPolicy[]> {
  const rows = await query<{ policy: StoredPolicy }>(db, 'SELECT policy FROM policy_version');
  return rows.map(({ policy }) => asRead(policy));
}
