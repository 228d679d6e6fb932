import type { SubjectId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';
import { programmeSql } from './sanctions-of.ts';

/** Where a member `m` of a list is certified, of campaigns `c`; a sandbox counts for none but itself. */
const isCertifiedIn = `(m.scope = c.id
  OR (m.scope IN ('all', 'programme:' || c.programme) AND NOT c.sandbox))`;

/**
 * So many are counted beyond a limit, and no more, since somebody with many invitations may go far beyond:
 * more than one batch can take back.
 */
const beyondMax = 1000;

/**
 * SQL for the limits of a member `m` of a list as `CertificateLimit`s of an hour and of a day, null where there is
 * none; `counted` says in which campaigns `c` their invitations count.
 */
export function limitsSql(now: string, counted = isCertifiedIn): string {
  const limit = (max: string, withinMs: number): string => `CASE WHEN ${max} IS NOT NULL THEN
    json_build_object('withinMs', ${withinMs}, 'max', ${max}, 'used', (SELECT count(*) FROM (
      SELECT FROM campaign c JOIN redemption r ON r.campaign = c.id
      WHERE ${counted} AND r.inviter = m.subject AND r.at > ${now} - ${withinMs}
        AND r.state IN ('reserved', 'review', 'redeemed', 'spent')
      LIMIT ${max} + ${beyondMax}) i)) END`;
  return `json_build_array(${limit('m.hour_max', 3_600_000)}, ${limit('m.day_max', 86_400_000)})`;
}

/** SQL for the certificates of $holder in campaign $1 as `Certificate`s with gaps; null where there are none. */
export function certificatesSql(lists: string, holder: string, now: string): string {
  const counted = `CASE WHEN own.sandbox THEN c.id = own.id ELSE ${isCertifiedIn} END`;
  return `(SELECT json_agg(json_build_object('group', m.list, 'limits', ${limitsSql(now, counted)})
      ORDER BY m.list, m.scope)
    FROM whitelist_member m JOIN campaign own ON own.id = $1
    WHERE m.list = ANY(${lists}) AND m.subject = ${holder} AND m.until_at > ${now}
      AND m.scope IN ('all', ${programmeSql}, own.id))`;
}

const lockText = `SELECT FROM whitelist_member
  WHERE list = ANY($1) AND subject = $2 AND until_at > $3 AND (hour_max IS NOT NULL OR day_max IS NOT NULL)
  ORDER BY list, scope FOR UPDATE`;

/**
 * To the end of the transaction nobody else uses limited certificates of this person, on whichever of their
 * codes. Read how far they are used in later statements only.
 */
export async function lockCertificates(
  db: Db,
  of: { readonly lists: readonly string[]; readonly holder: SubjectId; readonly now: Instant },
): Promise<void> {
  await query(db, { name: 'lock-certificates', text: lockText }, [of.lists, of.holder, of.now]);
}
