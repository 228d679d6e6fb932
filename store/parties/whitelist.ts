import type { SubjectId } from '../../domain/ids.ts';
import { instant, type Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';

/** A certified user on a list. */
export interface WhitelistMember {
  readonly list: string;
  readonly subject: SubjectId;
  /** Exclusive. */
  readonly until: Instant;
  readonly actor: string;
  readonly reason: string;
}

/**
 * Members of a list, or of all lists, whose time is not over.
 * @throws StoreUnavailable
 */
export async function listMembers(
  db: Db,
  list: string | undefined,
): Promise<readonly WhitelistMember[]> {
  return query<WhitelistMember & Record<string, unknown>>(
    db,
    `SELECT list, subject, until_at AS until, actor, reason FROM whitelist_member
     WHERE ($1::text IS NULL OR list = $1) AND until_at > $2 ORDER BY list, subject`,
    [list ?? null, instant(Date.now())],
  );
}

/**
 * Puts somebody on a list, or gives them another end on it.
 * @throws StoreUnavailable
 */
export async function addMember(db: Db, member: WhitelistMember): Promise<void> {
  const { list, subject, until, actor, reason } = member;
  await query(
    db,
    `INSERT INTO whitelist_member (list, subject, until_at, actor, reason) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (list, subject) DO UPDATE SET until_at = EXCLUDED.until_at,
       actor = EXCLUDED.actor, reason = EXCLUDED.reason`,
    [list, subject, until, actor, reason],
  );
}

/**
 * Ends somebody's time on a list now; false where they are not on it. The row stays, with who ended it and why.
 * @throws StoreUnavailable
 */
export async function endMember(
  db: Db,
  { list, subject, actor, reason }: Omit<WhitelistMember, 'until'>,
): Promise<boolean> {
  const ended = await query(
    db,
    `UPDATE whitelist_member SET until_at = $3, actor = $4, reason = $5
     WHERE list = $1 AND subject = $2 AND until_at > $3 RETURNING 1`,
    [list, subject, instant(Date.now()), actor, reason],
  );
  return ended.length > 0;
}
