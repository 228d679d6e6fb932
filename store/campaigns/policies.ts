import type pg from 'pg';

import type { Digest } from '../../domain/ids.ts';
import type { Policies, RiskAnswer, RiskPolicy, RiskRule } from '../../domain/policy/policy.ts';
import type { Duration } from '../../domain/time.ts';
import { withTransaction } from '../pool.ts';
import { query, queryOne, type Db } from '../query.ts';
import { forgetShadowLookups } from './shadow-lookups.ts';

/** A policy as it is stored: before migration 0021 a freeze was of sources only, and named none. */
export type StoredPolicy = Omit<RiskPolicy, 'rules'> & {
  readonly rules: readonly (Omit<RiskRule, 'answer'> & { readonly answer: StoredAnswer })[];
};
type StoredAnswer =
  | RiskAnswer
  | { readonly kind: 'freeze-source'; readonly forMs: Duration; readonly upToMs: Duration };

/** A stored policy in the form of today. */
function asRead({ rules, ...policy }: StoredPolicy): RiskPolicy {
  return {
    ...policy,
    rules: rules.map(({ answer, ...rule }) => ({
      ...rule,
      answer:
        answer.kind === 'freeze-source' ? { ...answer, kind: 'freeze', party: 'source' } : answer,
    })),
  };
}

/** Who put a policy in force or in the shadow, and why. */
export interface PolicyBy {
  readonly actor: string | null;
  readonly reason: string | null;
}

const nobody: PolicyBy = { actor: null, reason: null };

/** Makes a policy the current one of its id, also for codes that are out. True when it is new. */
export async function publishPolicy(
  pool: pg.Pool,
  policy: RiskPolicy,
  by: PolicyBy = nobody,
): Promise<boolean> {
  return withTransaction(pool, async (db) => {
    await lockPolicy(db, policy.id);
    const current = await loadPolicy(db, policy.id);
    if (current?.digest === policy.digest) return false;
    await query(db, 'UPDATE policy_version SET current = false WHERE id = $1 AND current', [
      policy.id,
    ]);
    await query(
      db,
      `INSERT INTO policy_version (digest, id, policy, current) VALUES ($1, $2, $3, true)
       ON CONFLICT (digest) DO UPDATE SET current = true, shadow = false`,
      [policy.digest, policy.id, policy],
    );
    await forgetShadowLookups(db, policy.digest);
    await notePolicyChange(db, policy, { change: 'in-force', ...by });
    return true;
  });
}

/** What becomes of a policy goes one after the other, until the end of the transaction. */
export async function lockPolicy(db: Db, id: string): Promise<void> {
  await query(db, `SELECT pg_advisory_xact_lock(hashtextextended('policy:' || $1, 0))`, [id]);
}

/** Keeps what became of a policy, inside the caller's transaction. */
export async function notePolicyChange(
  db: Db,
  { id, digest }: Pick<RiskPolicy, 'id' | 'digest'>,
  { change, actor, reason }: PolicyBy & { readonly change: PolicyChange['change'] },
): Promise<void> {
  await query(
    db,
    'INSERT INTO policy_change (policy, digest, change, actor, reason) VALUES ($1, $2, $3, $4, $5)',
    [id, digest, change, actor, reason],
  );
}

/** One thing that became of a policy. */
export interface PolicyChange extends PolicyBy {
  readonly policy: string;
  readonly digest: Digest;
  readonly title: string;
  readonly change: 'in-force' | 'shadow' | 'shadow-ended';
  /** On the clock of the database. */
  readonly at: Date;
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

/** By what uses are judged at present. */
export async function loadPolicies(db: Db, id: string): Promise<Policies | undefined> {
  const rows = await query<PolicyRow & Record<string, unknown>>(
    db,
    {
      name: 'load-policies',
      text: 'SELECT policy, shadow FROM policy_version WHERE id = $1 AND (current OR shadow)',
    },
    [id],
  );
  return beside(rows);
}

/** One of an id's versions that are in force or in the shadow. */
export interface PolicyRow {
  readonly policy: StoredPolicy;
  readonly shadow: boolean;
}

/** Versions of one id: the one in force with the one in its shadow; undefined where none is in force. */
export function beside(rows: readonly PolicyRow[]): Policies | undefined {
  const current = rows.find(({ shadow }) => !shadow);
  const tried = rows.find(({ shadow }) => shadow);
  return current && { policy: asRead(current.policy), shadow: tried ? asRead(tried.policy) : null };
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
