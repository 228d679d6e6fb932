import type { SubjectId } from '../../domain/ids.ts';
import type { Place } from '../../domain/policy/party.ts';
import { instant, type Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';
import { limitsSql } from './certificates.ts';

/** A certified user on a list. */
export interface WhitelistMember {
  readonly list: string;
  readonly subject: SubjectId;
  readonly scope: Place;
  /** For how many invitations in any hour, and in any 24 hours, rules are relaxed; null: for all. */
  readonly hourMax: number | null;
  readonly dayMax: number | null;
  /** Exclusive. */
  readonly until: Instant;
  readonly actor: string;
  readonly reason: string;
}

/** The same with the invitations that its limits count now, as far as they count any. */
export interface ListedMember extends WhitelistMember {
  readonly hourUsed: number | null;
  readonly dayUsed: number | null;
}

/**
 * Members of a list, or of all lists, whose time is not over now.
 * @throws StoreUnavailable
 */
export async function listMembers(
  db: Db,
  list: string | undefined,
  now: Instant,
): Promise<readonly ListedMember[]> {
  return query<ListedMember & Record<string, unknown>>(
    db,
    `SELECT list, subject, scope, hour_max AS "hourMax", day_max AS "dayMax", until_at AS until, actor, reason,
       (limits -> 0 ->> 'used')::int AS "hourUsed", (limits -> 1 ->> 'used')::int AS "dayUsed"
     FROM (SELECT m.*, ${limitsSql('$2::bigint')} AS limits FROM whitelist_member m
       WHERE ($1::text IS NULL OR list = $1) AND until_at > $2) listed ORDER BY list, subject, scope`,
    [list ?? null, now],
  );
}

/**
 * Puts somebody on a list in a scope, or gives them another end and other limits in it.
 * @throws StoreUnavailable
 */
export async function addMember(db: Db, member: WhitelistMember): Promise<void> {
  const { list, subject, scope, hourMax, dayMax, until, actor, reason } = member;
  await query(
    db,
    `INSERT INTO whitelist_member (list, subject, scope, hour_max, day_max, until_at, actor, reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (list, subject, scope) DO UPDATE SET until_at = EXCLUDED.until_at, actor = EXCLUDED.actor,
       reason = EXCLUDED.reason, hour_max = EXCLUDED.hour_max, day_max = EXCLUDED.day_max`,
    [list, subject, scope, hourMax, dayMax, until, actor, reason],
  );
}

/** Whose time on a list ends, by whom and why. */
export interface Ending extends Pick<WhitelistMember, 'list' | 'subject' | 'actor' | 'reason'> {
  /** Null: wherever they are on it. */
  readonly scope: Place | null;
}

/**
 * Ends somebody's time on a list now; false where they are not on it. The row stays, with who ended it and why.
 * @throws StoreUnavailable
 */
export async function endMember(
  db: Db,
  { list, subject, scope, actor, reason }: Ending,
): Promise<boolean> {
  const ended = await query(
    db,
    `UPDATE whitelist_member SET until_at = $3, actor = $4, reason = $5
     WHERE list = $1 AND subject = $2 AND until_at > $3 AND ($6::text IS NULL OR scope = $6) RETURNING 1`,
    [list, subject, instant(Date.now()), actor, reason, scope],
  );
  return ended.length > 0;
}
