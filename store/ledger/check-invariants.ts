import type pg from 'pg';

import { withTransaction } from '../pool.ts';
import { query, type Db } from '../query.ts';

/** One thing that is wrong with the books. */
export interface Violation {
  readonly invariant: string;
  /** Which reward, account, counter or code. */
  readonly subject: string;
  readonly detail: string;
}

const shownMax = 1000;
/** It reads every row there is, which takes longer than a connection of the application usually waits. */
const largestMs = 10 * 60_000;

/** What is wrong with the books as of one moment; nothing when all is well. At most 1,000 rows. */
export async function checkInvariants(db: Db): Promise<readonly Violation[]> {
  return query<Violation & Record<string, unknown>>(
    db,
    `SELECT invariant, subject, detail FROM violation ORDER BY invariant, subject LIMIT ${shownMax}`,
  );
}

/**
 * The same for books of any size, which may take minutes.
 * @throws StoreUnavailable, also after ten minutes
 */
export async function checkBooks(pool: pg.Pool): Promise<readonly Violation[]> {
  return withTransaction(pool, async (db) => {
    await db.query(`SET LOCAL statement_timeout = ${largestMs}`);
    return checkInvariants(db);
  });
}
