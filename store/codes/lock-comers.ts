import type { SubjectId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';

const text = `SELECT pg_advisory_xact_lock(key) FROM (
  SELECT DISTINCT hashtextextended($1 || '/' || person, 2) AS key FROM unnest($2::text[]) AS person
  ORDER BY key) keys`;

/**
 * To the end of the transaction nobody else redeems for these people in a campaign of the group: they
 * are locked in one order, so that two batches never wait for each other in a circle. Read their
 * redemptions in later statements only.
 */
export async function lockComers(
  db: Db,
  group: string,
  people: readonly SubjectId[],
): Promise<void> {
  if (people.length > 0) await query(db, { name: 'lock-comers', text }, [group, people]);
}
