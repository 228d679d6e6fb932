import { query, type Db } from '../query.ts';

/** One thing that is wrong with the books. */
export interface Violation {
  readonly invariant: string;
  /** Which reward, account, counter or code. */
  readonly subject: string;
  readonly detail: string;
}

const shownMax = 1000;

/** What is wrong with the books as of one moment; nothing when all is well. At most 1,000 rows. */
export async function checkInvariants(db: Db): Promise<readonly Violation[]> {
  return query<Violation & Record<string, unknown>>(
    db,
    `SELECT invariant, subject, detail FROM violation ORDER BY invariant, subject LIMIT ${shownMax}`,
  );
}
