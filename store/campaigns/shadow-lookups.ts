import type { LookupAnswer, ShadowLookup } from '../../domain/commit/shadow.ts';
import type { Digest } from '../../domain/ids.ts';
import type { FactValue } from '../../domain/policy/facts.ts';
import { query, type Db } from '../query.ts';

/** A difference, and where what its party is kept out of holds. */
export type PlacedShadowLookup = Omit<ShadowLookup, 'scope'> & { readonly scope: string };

/**
 * Notes whom the versions in the shadow would have kept out. A party has one row for each difference, however often it
 * asks, so that guessing does not fill the table.
 * @throws StoreUnavailable
 */
export async function noteShadowLookups(
  db: Db,
  rows: readonly PlacedShadowLookup[],
): Promise<void> {
  if (rows.length === 0) return;
  await query(
    db,
    `INSERT INTO shadow_lookup AS s (policy, scope, party, answer, instead, rules, facts, lookups, at)
     SELECT policy, scope, party, answer, instead, rules, facts, 1, at
     FROM json_to_recordset($1::json) AS r
       (policy text, scope text, party text, answer text, instead text, rules text[], facts jsonb, at bigint)
     ORDER BY policy COLLATE "C", scope COLLATE "C", party COLLATE "C"
     ON CONFLICT (policy, scope, party, answer, instead, rules) DO UPDATE SET
       lookups = s.lookups + 1, facts = EXCLUDED.facts, at = greatest(s.at, EXCLUDED.at)`,
    [JSON.stringify(rows)],
  );
}

/** So many parties that a version in the shadow would have kept out, or let in, for look-ups. */
export interface LookupDifference {
  /** By the version in force. */
  readonly answer: LookupAnswer;
  readonly instead: LookupAnswer;
  /** What kind of party: `source`, `network`, `device`, `person`. */
  readonly party: string;
  /** Rules of the version in the shadow that fired, or else of the one in force. */
  readonly rules: readonly string[];
  readonly parties: number;
  readonly lookups: number;
  /** What the rules read at the latest of them. */
  readonly facts: Readonly<Record<string, FactValue>>;
}

/** What a trial has shown of look-ups, those of most look-ups first. */
export async function readShadowLookups(
  db: Db,
  policy: Digest,
): Promise<readonly LookupDifference[]> {
  return query<LookupDifference & Record<string, unknown>>(
    db,
    `SELECT answer, instead, split_part(party, ':', 1) AS party, rules,
       count(DISTINCT s.party)::int AS parties, sum(lookups)::int AS lookups,
       (array_agg(facts ORDER BY at DESC))[1] AS facts
     FROM shadow_lookup s
     WHERE policy = $1 AND scope NOT IN (SELECT id FROM campaign WHERE sandbox)
     GROUP BY 1, 2, 3, 4 ORDER BY lookups DESC, 1, 2, 3, 4`,
    [policy],
  );
}

/** A trial that is over leaves nothing of whoever looked codes up. */
export async function forgetShadowLookups(db: Db, policy: Digest): Promise<void> {
  await query(db, 'DELETE FROM shadow_lookup WHERE policy = $1', [policy]);
}
