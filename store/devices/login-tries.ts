import { hourMs, type LoginTries } from '../../domain/login/tries.ts';
import type { PartyKey } from '../../domain/policy/party.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';

/** Who enters dynamic codes of which line, by the server's clock. */
export interface Trying {
  readonly lineage: string;
  /** Never empty. */
  readonly parties: readonly PartyKey[];
  readonly serverNow: Instant;
}

export const dayMs = 24 * hourMs;

/**
 * What parties have entered, under the lock of their authenticator: those who have not are not listed.
 * @throws StoreUnavailable
 */
export async function triesOf(
  db: Db,
  { lineage, parties, serverNow }: Trying,
): Promise<LoginTries[]> {
  return query<LoginTries & Record<string, unknown>>(
    db,
    `SELECT party, since, CASE WHEN since > $3::bigint - ${hourMs} THEN wrong ELSE 0 END AS wrong,
       noted_step AS "notedStep"
     FROM login_tries WHERE lineage = $1 AND party = ANY($2)`,
    [lineage, parties, serverNow],
  );
}

const isOpen = (row: string, ms: number): string => `${row}.since > $3::bigint - ${String(ms)}`;
const countText = `
  WITH of_parties AS (
    INSERT INTO login_tries AS t (lineage, party, since, wrong)
    SELECT $1::uuid, party, $3, 1 FROM unnest($2::text[]) AS given (party)
    ON CONFLICT (lineage, party) DO UPDATE SET
      since = CASE WHEN ${isOpen('t', hourMs)} THEN t.since ELSE $3 END,
      wrong = CASE WHEN ${isOpen('t', hourMs)} THEN t.wrong + 1 ELSE 1 END
  )
  UPDATE authenticator a SET
    since = CASE WHEN ${isOpen('a', dayMs)} THEN a.since ELSE $3 END,
    wrong = CASE WHEN ${isOpen('a', dayMs)} THEN a.wrong + 1 ELSE 1 END,
    slowed_at = CASE WHEN NOT ${isOpen('a', dayMs)} THEN NULL
      WHEN a.wrong + 1 >= $4 THEN coalesce(a.slowed_at, $3) ELSE a.slowed_at END,
    is_told = a.is_told AND ${isOpen('a', dayMs)}
  WHERE a.lineage = $1`;

/**
 * Counts a wrong code, for each party and for the code; at `slowAt` of anybody in a day the code is slowed.
 * @throws StoreUnavailable
 */
export async function countWrong(
  db: Db,
  { lineage, parties, serverNow }: Trying,
  slowAt: number,
): Promise<void> {
  await query(db, countText, [lineage, parties, serverNow, slowAt]);
}

/**
 * Notes the first of two codes in a row, for each party.
 * @throws StoreUnavailable
 */
export async function noteStep(
  db: Db,
  { lineage, parties, serverNow }: Trying,
  step: number,
): Promise<void> {
  await query(
    db,
    `INSERT INTO login_tries (lineage, party, since, wrong, noted_step)
     SELECT $1::uuid, party, $3, 0, $4 FROM unnest($2::text[]) AS given (party)
     ON CONFLICT (lineage, party) DO UPDATE SET noted_step = EXCLUDED.noted_step`,
    [lineage, parties, serverNow, step],
  );
}
