import type { Digest } from '../../domain/ids.ts';
import type { FactValue } from '../../domain/policy/facts.ts';
import { referenceOf, type PartyKey, type Place } from '../../domain/policy/party.ts';
import { instant, type Instant } from '../../domain/time.ts';
import { query, queryOne, type Db } from '../query.ts';

/** A sanction as it is kept. */
export interface SanctionRecord {
  readonly scope: string;
  readonly party: PartyKey;
  readonly number: number;
  /** Null: for good. */
  readonly until: Instant | null;
  readonly rules: readonly string[];
  /** Digest of the version of the risk policy that has them; null of a sanction given by hand, or from before. */
  readonly policy: Digest | null;
  /** What the rules read; empty where no rule did. */
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly campaign: string | null;
  readonly actor: string | null;
  readonly reason: string | null;
  readonly at: Instant;
  /** Whether codes that the person holds cannot be used meanwhile, and whether their rewards on hold are taken back. */
  readonly suspends: boolean;
  readonly voids: boolean;
  readonly liftedAt: Instant | null;
  readonly liftedBy: string | null;
  readonly liftedFor: string | null;
}

/** Who of operations does it, and why. */
interface ByHand {
  readonly actor: string;
  readonly reason: string;
}

const columns = `scope, party, number, until_at AS until, rules, policy, facts, campaign, actor, reason, at, suspends, voids,
  lifted_at AS "liftedAt", lifted_by AS "liftedBy", lifted_for AS "liftedFor"`;

/**
 * Sanctions, the latest first: those that stand, or all that there ever were; of one party or of all.
 * @throws StoreUnavailable
 */
export async function listSanctions(
  db: Db,
  wanted: { readonly party?: PartyKey; readonly all: boolean; readonly limit: number },
): Promise<readonly SanctionRecord[]> {
  return query<SanctionRecord & Record<string, unknown>>(
    db,
    `SELECT ${columns} FROM sanction
     WHERE ($1::text IS NULL OR party = $1) AND ($2 OR lifted_at IS NULL AND (until_at IS NULL OR until_at > $4))
     ORDER BY at DESC, party, number DESC LIMIT $3`,
    [wanted.party ?? null, wanted.all, wanted.limit, instant(Date.now())],
  );
}

/**
 * The parties that an appeal may be about: those that were ever kept out and have this reference. Reads the names
 * of all of them.
 * @throws StoreUnavailable
 */
export async function partiesOfReference(db: Db, reference: string): Promise<readonly PartyKey[]> {
  const rows = await query<{ party: PartyKey }>(db, 'SELECT DISTINCT party FROM sanction', []);
  const wanted = reference.trim().toUpperCase();
  return rows.map(({ party }) => party).filter((party) => referenceOf(party) === wanted);
}

/**
 * Lifts every sanction of a party that stands, in all scopes, and returns how many there were. They count no
 * more when the next freeze is measured, and what the party asked for in the last hour is forgotten.
 * @throws StoreUnavailable
 */
export async function liftSanctions(db: Db, party: PartyKey, by: ByHand): Promise<number> {
  const lifted = await query(
    db,
    `WITH forgotten AS (DELETE FROM party_window WHERE party = $1)
     UPDATE sanction SET lifted_at = $4, lifted_by = $2, lifted_for = $3
     WHERE party = $1 AND lifted_at IS NULL RETURNING 1`,
    [party, by.actor, by.reason, instant(Date.now())],
  );
  return lifted.length;
}

/**
 * Keeps a party out until an instant, or for good, and returns the how manieth sanction of it that is. Codes that a
 * person holds cannot be used meanwhile.
 * @throws StoreUnavailable
 */
export async function giveSanction(
  db: Db,
  given: ByHand & {
    readonly party: PartyKey;
    readonly scope: Place;
    readonly until: Instant | null;
    readonly now: Instant;
    /** Whether rewards that a person has on hold are taken back; only for good. Unless said, they keep them. */
    readonly voids?: boolean;
  },
): Promise<number> {
  const { party, scope, until, now, actor, reason, voids = false } = given;
  const row = await queryOne<{ number: number }>(
    db,
    `INSERT INTO sanction (scope, party, number, until_at, at, actor, reason, suspends, voids)
     SELECT $1, $2, coalesce((SELECT max(number) FROM sanction WHERE scope = $1 AND party = $2), 0) + 1,
       $3, $4, $5, $6, $2 LIKE 'person:%', $7
     ON CONFLICT (scope, party, number) DO NOTHING RETURNING number`,
    [scope, party, until, now, actor, reason, voids],
  );
  // Somebody else has taken the number in the same moment: the next one follows theirs.
  return row?.number ?? giveSanction(db, given);
}
