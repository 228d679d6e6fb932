import { query, queryOne, type Db } from '../query.ts';

/** What holds payouts back, and when they were last compared with the provider's statement. */
export interface PayoutGate {
  readonly provider: string;
  /** Whether nothing is sent now: paused, compared too long ago, or moved since. */
  readonly held: boolean;
  /** Whether the database was restored, or its server started anew, since the last comparison. */
  readonly moved: boolean;
  /** Null while they are not paused. */
  readonly pausedAt: Date | null;
  readonly pausedBy: string | null;
  readonly reason: string | null;
  /** When the last comparison that saw all of the statement began. */
  readonly reconciledAt: Date | null;
}

const pauseSql = `
INSERT INTO payout_gate (provider, paused_at, paused_by, reason) VALUES ($1, now(), $2, $3)
ON CONFLICT (provider) DO UPDATE
SET paused_at = EXCLUDED.paused_at, paused_by = EXCLUDED.paused_by, reason = EXCLUDED.reason
WHERE payout_gate.paused_at IS NULL
RETURNING provider`;

/**
 * Holds back everything that was not sent yet, and that would be sent again, from now on; what is in doubt
 * is still asked about. False when it was paused before, which leaves who did that and why.
 * @throws StoreUnavailable
 */
export async function pausePayouts(
  db: Db,
  provider: string,
  by: { readonly actor: string; readonly reason: string },
): Promise<boolean> {
  return (await query(db, pauseSql, [provider, by.actor, by.reason])).length > 0;
}

const resumeSql = `
UPDATE payout_gate
SET paused_at = NULL, paused_by = NULL, resumed_at = now(), reason = 'resumed by ' || $2 || ': ' || $3
WHERE provider = $1 AND paused_at IS NOT NULL
RETURNING provider`;

/**
 * Lets payouts go out again. What the provider has taken on so far pauses them no more. False when
 * they were not paused.
 * @throws StoreUnavailable
 */
export async function resumePayouts(
  db: Db,
  provider: string,
  by: { readonly actor: string; readonly reason: string },
): Promise<boolean> {
  return (await query(db, resumeSql, [provider, by.actor, by.reason])).length > 0;
}

/**
 * Of every provider about which something was said so far.
 * @throws StoreUnavailable
 */
export async function payoutGates(db: Db): Promise<PayoutGate[]> {
  return query<PayoutGate>(
    db,
    `SELECT provider, payouts_held(provider) AS held, payouts_moved(provider) AS moved,
       paused_at AS "pausedAt", paused_by AS "pausedBy", reason, reconciled_at AS "reconciledAt"
     FROM payout_gate ORDER BY provider`,
  );
}

/** A comparison that this claim alone is to make. */
export interface ReconciliationTurn {
  readonly startedAt: Date;
  readonly lookOnly: boolean;
  /** What the provider took on before this pauses nothing. */
  readonly resumedAt: Date | null;
  /** When the last comparison that saw everything began; where none did, when the database was made. */
  readonly formerAt: Date;
  /** Where the database lives as this begins. */
  readonly home: string;
  /** Whether it has lived elsewhere when all was seen the last time. */
  readonly moved: boolean;
  /** The last key that the comparison before has asked about, which this one goes on after; or empty. */
  readonly askedPast: string;
  /** When the first of the comparisons that go on with each other began. */
  readonly askedFrom: Date;
}

/** One that has moved is compared at once, and while that does not succeed every minute. */
const movedEveryMs = 60_000;

const claimSql = `
INSERT INTO payout_gate (provider, next_at) VALUES ($1, now() + $2 * interval '1 millisecond')
ON CONFLICT (provider) DO UPDATE SET next_at = EXCLUDED.next_at
WHERE payout_gate.next_at <= now() OR (payouts_moved($1)
  AND payout_gate.next_at <= now() + ($2::float8 - $3) * interval '1 millisecond')
RETURNING now() AS "startedAt", look_only AS "lookOnly", resumed_at AS "resumedAt", home() AS home,
  payouts_moved($1) AS moved,
  coalesce(reconciled_at, (SELECT made_at FROM payout_birth)) AS "formerAt",
  CASE WHEN asked_home = home() THEN asked_past ELSE '' END AS "askedPast",
  CASE WHEN asked_home = home() THEN asked_from ELSE now() END AS "askedFrom"`;

/**
 * Takes on the next comparison when it is due, and sets when the one after it will be. Undefined
 * when it is not; of several that ask, one gets it.
 * @throws StoreUnavailable
 */
export async function claimReconciliation(
  db: Db,
  provider: string,
  everyMs: number,
): Promise<ReconciliationTurn | undefined> {
  return queryOne<ReconciliationTurn>(db, claimSql, [provider, everyMs, movedEveryMs]);
}

const requestSql = `
INSERT INTO payout_gate (provider, requested_at, look_only) VALUES ($1, now(), $2)
ON CONFLICT (provider) DO UPDATE
SET next_at = now(), requested_at = now(), look_only = EXCLUDED.look_only
RETURNING requested_at AS "requestedAt"`;

/**
 * Has the next comparison begin now. Returns when that was asked, by the database's clock.
 * @throws StoreUnavailable
 */
export async function requestReconciliation(
  db: Db,
  provider: string,
  lookOnly: boolean,
): Promise<Date> {
  const row = await queryOne<{ requestedAt: Date }>(db, requestSql, [provider, lookOnly]);
  return row?.requestedAt ?? new Date();
}

/** What a comparison came to. */
export interface Finished {
  readonly turn: ReconciliationTurn;
  /** Whether all was seen, and may be acted upon. */
  readonly complete: boolean;
  /** After which key the next comparison goes on, at once if it got on; null where it begins anew. */
  readonly askedPast: string | null;
  readonly report: object;
}

const finishSql = `
UPDATE payout_gate
SET report = $2, reported_at = now(),
    look_only = look_only AND requested_at > $3,
    reconciled_at = CASE WHEN $4 THEN greatest(reconciled_at, $5) ELSE reconciled_at END,
    home = CASE WHEN $4 THEN $6 ELSE home END,
    next_at = CASE WHEN $7 <> $8 THEN now() ELSE next_at END,
    asked_past = $7, asked_from = CASE WHEN $7::text IS NOT NULL THEN $5 END,
    asked_home = CASE WHEN $7::text IS NOT NULL THEN $6 END
WHERE provider = $1`;

/**
 * Keeps what a comparison came to, instead of the one before.
 * @throws StoreUnavailable
 */
export async function finishReconciliation(
  db: Db,
  provider: string,
  { turn, complete, askedPast, report }: Finished,
): Promise<void> {
  const { startedAt, askedFrom, home } = turn;
  const text = JSON.stringify(report);
  await query(db, finishSql, [
    ...[provider, text, startedAt, complete, askedFrom, home, askedPast, turn.askedPast],
  ]);
}

/**
 * What the last comparison came to, if it began at `since` or later.
 * @throws StoreUnavailable
 */
export async function loadReconciliation(
  db: Db,
  provider: string,
  since: Date,
): Promise<object | undefined> {
  const row = await queryOne<{ report: object }>(
    db,
    `SELECT report FROM payout_gate
     WHERE provider = $1 AND report IS NOT NULL AND (report ->> 'startedAt')::timestamptz >= $2`,
    [provider, since],
  );
  return row?.report;
}
